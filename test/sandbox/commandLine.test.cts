import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createSandbox, createStore, virtualClock } from '../../sandbox/index.cts';
import { readCommandLine } from '../../sandbox/options.cts';
import { keepInFile } from '../../sandbox/snapshot.cts';
import { anOrder } from '../support/sandboxCall.cts';

describe('the command line', () => {
	it('defaults to port 4010 on loopback, store 11 in Los Angeles', () => {
		expect(readCommandLine([])).toMatchObject({
			port: 4010,
			host: '127.0.0.1',
			stores: 1,
			storeId: '11',
			apiKey: 'sandbox-api-key',
			timezone: 'America/Los_Angeles',
			data: '',
		});
	});

	it.each([[['--port', 'x']], [['--stores', '0']], [['--timezone', 'Mars/Base']], [['--colour', 'red']]])(
		'refuses %j with a sentence',
		(args) => {
			expect(() => readCommandLine(args)).toThrow(/--|'--/);
		},
	);
});

describe('the data file', () => {
	it('is written shortly after a change and brings everything back', async () => {
		const file = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'deep', 'store.json');
		const clock = virtualClock();
		const store = createStore({ clock });
		keepInFile(store, file);
		const { id } = store.orders.create(anOrder(), 'silent');
		store.setSwitches({ retries: '10' });
		await clock.advance(500);
		expect(readFileSync(file, 'utf8')).toContain(id);

		const again = createStore({ clock });
		keepInFile(again, file);
		expect(again.orders.get(id)).toEqual(store.orders.get(id));
		expect(again.switches.retries).toBe('10');
		expect(again.orders.create(anOrder(), 'silent').id).not.toBe(id);
	});

	it('lets webhooks that were waiting go on after a restart', async () => {
		const clock = virtualClock();
		const first = createSandbox({ clock, deliver: () => Promise.resolve({ status: 500, reply: '' }) });
		first.store.rules.save({ name: 'r', event: 'orderImported', url: 'http://x.example/' });
		first.store.orders.create(anOrder(), 'import');
		await clock.advance(0);
		await first.close();

		const store = createStore({ clock });
		store.restore(first.store.snapshot());
		createSandbox({ store, deliver: () => Promise.resolve({ status: 200, reply: '' }) });
		await clock.advance(10_000);
		expect(store.appointments.all()).toMatchObject([{ status: 'done', attempts: [{ status: 500 }, { status: 200 }] }]);
	});
});
