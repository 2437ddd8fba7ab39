import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
	createSandbox,
	startSandbox,
	systemClock,
	virtualClock,
	type Sandbox,
	type VirtualClock,
} from '../../sandbox/index.cts';
import { anOrder, call } from '../support/sandboxCall.cts';

let clock: VirtualClock;
let sandbox: Sandbox;
beforeEach(() => {
	clock = virtualClock();
	sandbox = createSandbox({ clock, deliver: () => Promise.resolve({ status: 500, reply: '' }) });
});
afterEach(() => sandbox.close());

/** What a page that follows the sandbox is sent. */
async function followed() {
	const { headers, more } = await sandbox.handle({ method: 'GET', url: '/console/api/changes' });
	const sent: string[] = [];
	const leave = more?.((text) => void sent.push(text));
	return { headers, sent, leave: () => leave?.() };
}

const inConsole = (method: string, path: string, body: unknown = {}) =>
	sandbox.handle({ method, url: `/console/api${path}`, body: JSON.stringify(body) });

describe('a page that follows the sandbox', () => {
	it.each<[string, () => unknown]>([
		['a request to the API', () => call(sandbox, 'GET', '/test')],
		['what staff do', () => inConsole('POST', '/orders/import')],
		['a fault that is turned on', () => inConsole('PUT', '/faults', { slow: true })],
		['a change without any request', () => sandbox.store.orders.create(anOrder(), 'silent')],
	])('is told of %s', async (_, change) => {
		const { sent, headers } = await followed();
		expect(headers['content-type']).toBe('text/event-stream');
		await change();
		await clock.advance(100);
		expect(sent).toEqual(['data: changed\n\n']);
	});

	it('is told of a webhook that was tried again', async () => {
		sandbox.store.rules.save({ name: 'r', event: 'orderImported', url: 'http://receiver.example/' });
		sandbox.store.orders.create(anOrder(), 'import');
		await clock.advance(1_000);
		const { sent } = await followed();
		await clock.advance(10_000);
		expect(sent).toHaveLength(1);
	});

	it('is told once of many changes at a time', async () => {
		const { sent } = await followed();
		await inConsole('POST', '/orders/bulk', { count: 500 });
		await clock.advance(100);
		expect(sent).toHaveLength(1);
	});

	it('is told nothing while nothing changes, not even that somebody looks, nor after it left', async () => {
		const { sent, leave } = await followed();
		await sandbox.handle({ method: 'GET', url: '/console/api/state' });
		await clock.advance(60_000);
		leave();
		await inConsole('POST', '/reset');
		await clock.advance(60_000);
		expect(sent).toEqual([]);
	});

	it('gets it over HTTP, and does not hold up the end of the sandbox', async () => {
		const started = await startSandbox({ clock: systemClock() });
		const reply = await fetch(`${started.url}/console/api/changes`);
		const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
		expect((await reader?.read())?.value).toBe('retry: 1000\n\n');
		await fetch(`${started.url}/console/api/orders/import`, { method: 'POST' });
		expect((await reader?.read())?.value).toBe('data: changed\n\n');
		await started.close();
		await expect(reader?.read()).rejects.toThrow();
	});
});
