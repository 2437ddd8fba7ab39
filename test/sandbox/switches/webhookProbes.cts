import { postOf } from '../../../sandbox/index.cts';
import { created } from '../../support/sandboxCall.cts';
import { row, notified, posted } from './probe.cts';

/** Switches about events and webhooks: another value, something that looks at the effect, what is seen by default and otherwise. */
export const webhookProbes = {
	retries: row(
		'10',
		async (sandbox) => {
			const { appointment } = posted(sandbox);
			for (let tried = 0; tried < 6; tried++)
				sandbox.store.appointments.attempted(appointment, { at: 0, status: 500, ms: 0, reply: '', error: '' });
			return appointment.status;
		},
		'failed',
		'pending',
	),
	receivedCodes: row(
		'200',
		async (sandbox) => {
			const { appointment } = posted(sandbox);
			sandbox.store.appointments.attempted(appointment, { at: 0, status: 201, ms: 0, reply: '', error: '' });
			return appointment.status;
		},
		'done',
		'pending',
	),
	jsonBodyShape: row(
		'wrapped',
		async (sandbox) => Object.keys(JSON.parse(posted(sandbox, {}, 'json').post().body) as object)[0],
		'id',
		'order',
	),
	jsonFlag: row(
		'wins',
		async (sandbox) => posted(sandbox, { order_metadata: { json_post_in_body: 1 } }).appointment.format,
		'form',
		'json',
	),
	hashOver: row(
		'rawurldecoded',
		async (sandbox) => {
			const plain = posted(sandbox, { email: '%20' }).post();
			sandbox.store.setSwitches({ hashOver: 'decoded' });
			return plain.headers['X-ORDER-DESK-HASH'] === posted(sandbox).post().headers['X-ORDER-DESK-HASH'];
		},
		true,
		false,
	),
	formEncoding: row(
		'multipart',
		async (sandbox) => posted(sandbox).post().headers['Content-Type']?.split(';')[0],
		'application/x-www-form-urlencoded',
		'multipart/form-data',
	),
	jsonHashOver: row(
		'order',
		async (sandbox) => {
			const { post } = posted(sandbox, {}, 'json');
			const overBareOrder = post().headers['X-ORDER-DESK-HASH'];
			sandbox.store.setSwitches({ jsonBodyShape: 'wrapped' });
			return post().headers['X-ORDER-DESK-HASH'] === overBareOrder;
		},
		false,
		true,
	),
	webhookRepeats: row(
		1,
		async (sandbox) => {
			const { appointment } = posted(sandbox);
			const received = { at: 0, status: 200, ms: 0, reply: '', error: '' };
			sandbox.store.appointments.attempted(appointment, received);
			const first = appointment.status;
			sandbox.store.appointments.attempted(appointment, received);
			return [first, appointment.status];
		},
		['done', 'done'],
		['pending', 'done'],
	),
	hashHeader: row('absent', async (sandbox) => 'X-ORDER-DESK-HASH' in posted(sandbox).post().headers, true, false),
	webhookPayload: row(
		'atEvent',
		async (sandbox) => {
			const { id, post } = posted(sandbox);
			sandbox.store.orders.edit(id, { email: 'later' });
			return post().body.includes('later');
		},
		true,
		false,
	),
	apiCreateEvent: row(
		'imported',
		async (sandbox) => {
			for (const event of ['orderImported', 'orderCreated'])
				sandbox.store.rules.save({ name: event, event, url: 'http://x.example/' });
			await created(sandbox);
			return sandbox.store.appointments.all().map(({ event }) => event);
		},
		['orderCreated'],
		['orderImported'],
	),
	shipNotifyRetries: row(
		'none',
		async (sandbox) => {
			const appointment = await notified(sandbox);
			sandbox.store.appointments.attempted(appointment, { at: 0, status: 500, ms: 0, reply: '', error: '' });
			return appointment.status;
		},
		'pending',
		'failed',
	),
	shipNotifyHeaders: row(
		'present',
		async (sandbox) => 'X-ORDER-DESK-HASH' in postOf(sandbox.store, await notified(sandbox)).headers,
		false,
		true,
	),
};
