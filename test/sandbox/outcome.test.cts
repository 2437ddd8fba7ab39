import { describe, expect, it } from '@jest/globals';
import type { Appointment, Deliver } from '../../sandbox/index.cts';
import { anOrder, virtualSandbox } from '../support/sandboxCall.cts';

/** What is told of a post that is answered like this, or not at all. */
async function told(deliver: Deliver): Promise<unknown> {
	const { store, clock } = virtualSandbox({ deliver });
	store.rules.save({ name: 'r', event: 'orderImported', url: 'http://receiver.example/x' });
	store.orders.create(anOrder(), 'import');
	await clock.advance(0);
	const [attempt] = store.appointments.onWire(store.appointments.all()[0] as Appointment)['attempts'] as unknown[];
	return attempt;
}

const answering = (status: number, reply: string): Deliver => {
	return () => Promise.resolve({ status, reply });
};

const notRegistered = JSON.stringify({
	code: 404,
	message: 'The requested webhook "POST order" is not registered.',
	hint: 'The workflow must be active for a production URL to run successfully.',
	// n8n's is longer than what is kept of a reply.
	stacktrace: 'ResponseError: '.repeat(100),
});

describe('what is told of an attempt to post', () => {
	it.each([
		['Answered 200: thanks', 200, 'thanks'],
		['Answered 201', 201, ''],
		['Answered 200: {"ok":true}', 200, '{"ok":true}'],
		['Answered 200: Accepted by a queue', 200, 'Accepted by a queue'],
		['HTTP 500 is not 200 or 201: Filtered out: by a firewall', 500, 'Filtered out: by a firewall'],
		['HTTP 500 is not 200 or 201', 500, ''],
		['HTTP 500 is not 200 or 201: {"message":"\\x', 500, '{"message":"\\x'],
		['HTTP 500 is not 200 or 201: so: {"message":"no"}', 500, 'so: {"message":"no"}'],
		[
			'HTTP 404 is not 200 or 201: The requested webhook "POST order" is not registered. ' +
				'The workflow must be active for a production URL to run successfully.',
			404,
			notRegistered,
		],
	])('is the reply, with nothing said of a workflow: %s', async (outcome, status, reply) => {
		expect(await told(answering(status, reply))).toMatchObject({ status, outcome, workflow_started: null });
	});

	it('is why there was no reply', async () => {
		const refused = () => Promise.reject(Object.assign(new Error('connect 127.0.0.1:5678'), { code: 'ECONNREFUSED' }));
		expect(await told(refused)).toMatchObject({
			outcome: 'ECONNREFUSED: connect 127.0.0.1:5678',
			workflow_started: null,
		});
	});
});
