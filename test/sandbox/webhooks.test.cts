import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../api/types';
import {
	createStore,
	postOf,
	sleep,
	virtualClock,
	type Appointment,
	type Deliver,
	type Post,
	type Sandbox,
	type SandboxOptions,
} from '../../sandbox/index.cts';
import { formEncode, rawUrlDecode } from '../../sandbox/webhooks/formEncode.cts';
import { phpJson } from '../../sandbox/webhooks/phpJson.cts';
import { anOrder, call, created, virtualSandbox } from '../support/sandboxCall.cts';

const MINUTE = 60_000;

/** A sandbox whose posts are collected and answered with the given codes, the last one again and again. */
function posting(statuses: number[] = [200], options: SandboxOptions = {}) {
	const posts: Post[] = [];
	const deliver: Deliver = (post) => {
		posts.push(post);
		return Promise.resolve({ status: statuses[Math.min(posts.length, statuses.length) - 1] ?? 200, reply: 'ok' });
	};
	const sandbox = virtualSandbox({ deliver, ...options });
	sandbox.store.rules.save({ name: 'r', event: 'orderImported', url: 'http://receiver.example/x' });
	return { sandbox, posts };
}

const imported = (sandbox: Sandbox, more: JsonObject = {}) => sandbox.store.orders.create(anOrder(more), 'import');
const only = (sandbox: Sandbox): Appointment => sandbox.store.appointments.all()[0] as Appointment;
const hash = (text: string | Buffer): string => createHmac('sha256', 'sandbox-api-key').update(text).digest('hex');

describe('a post', () => {
	it('is the order form-encoded, signed over the decoded text', async () => {
		const { sandbox, posts } = posting();
		imported(sandbox, { email: 'a+b@example.com', shipping_method: '50% off/é 😀' });
		await sandbox.clock.advance(0);
		const [post] = posts as [Post];
		const text = new URLSearchParams(post.body).get('order') ?? '';
		expect(post.headers).toMatchObject({
			'Content-Type': 'application/x-www-form-urlencoded',
			'X-ORDER-DESK-STORE-ID': '11',
			'X-ORDER-DESK-HASH': hash(text),
		});
		expect(text).toContain('50% off\\/\\u00e9 \\ud83d\\ude00');
		expect(JSON.parse(text)).toMatchObject({ email: 'a+b@example.com', shipping_method: '50% off/é 😀' });
	});

	it('matches the worked vector of the reference', () => {
		const text = '{"id":"26211","email":"a+b@example.com","note":"50% off \\u00e9 caf\\u00e9"}';
		expect(phpJson({ id: '26211', email: 'a+b@example.com', note: '50% off é café' })).toBe(text);
		expect(formEncode(text)).toBe(
			'%7B%22id%22%3A%2226211%22%2C%22email%22%3A%22a%2Bb%40example.com%22%2C%22note%22%3A%2250%25+off+%5Cu00e9+caf%5Cu00e9%22%7D',
		);
		expect(createHmac('sha256', 'k3y-EXAMPLE').update(text).digest('hex')).toBe(
			'fab4a2c12193cea5a784299668385179c40f8f798f703357c0ca679676156612',
		);
	});

	it('decodes %xx once more before hashing when the switch says so, leaving + and a lone % alone', () => {
		expect(rawUrlDecode('a%20b+c%zz%C3%A9 50%').toString()).toBe('a b+c%zzé 50%');
		const { sandbox } = posting([200], { switches: { hashOver: 'rawurldecoded' } });
		imported(sandbox, { shipping_method: 'A%20B' });
		const post = postOf(sandbox.store, only(sandbox));
		const text = new URLSearchParams(post.body).get('order') ?? '';
		expect(post.headers['X-ORDER-DESK-HASH']).toBe(hash(text.replace('%20', ' ')));
	});

	it.each([
		['urlencoded', 'application/x-www-form-urlencoded', 'shipping_method%22%3A%22A+%26+B'],
		['rawurlencoded', 'application/x-www-form-urlencoded', 'shipping_method%22%3A%22A%20%26%20B'],
		['twice', 'application/x-www-form-urlencoded', 'shipping_method%2522%253A%2522A%2520%2526%2520B'],
		['multipart', 'multipart/form-data; boundary=', 'name="order"\r\n\r\n{"id":'],
	] as const)('%s in form format is signed over the order alone', (formEncoding, type, excerpt) => {
		const { sandbox } = posting([200]);
		imported(sandbox, { shipping_method: 'A & B' });
		const plain = postOf(sandbox.store, only(sandbox));
		sandbox.store.setSwitches({ formEncoding });
		const { body, headers } = postOf(sandbox.store, only(sandbox));
		expect(headers['Content-Type']).toContain(type);
		expect(body).toContain(excerpt);
		expect(headers['X-ORDER-DESK-HASH']).toBe(plain.headers['X-ORDER-DESK-HASH']);
	});

	it.each([
		['order', (body: string) => JSON.parse(body) as JsonObject],
		['wrapped', (body: string) => (JSON.parse(body) as { order: JsonObject }).order],
		['wrappedText', (body: string) => JSON.parse((JSON.parse(body) as { order: string }).order) as JsonObject],
	] as const)('in JSON format is %s, signed over the raw body', (jsonBodyShape, read) => {
		const { sandbox } = posting([200], { switches: { jsonBodyShape } });
		sandbox.store.rules.save({
			name: 'r',
			event: 'orderImported',
			url: 'http://x.example/',
			format: 'json',
			include_history: true,
		});
		imported(sandbox);
		const { body, headers } = postOf(sandbox.store, only(sandbox));
		expect(headers).toMatchObject({ 'Content-Type': 'application/json', 'X-ORDER-DESK-HASH': hash(body) });
		expect(read(body)).toMatchObject({ email: 'bingo@example.com', order_history: [{}] });
	});

	it('to ship_notify_url is unsigned JSON with the shipment and the order', async () => {
		const { sandbox, posts } = posting();
		const { id } = await created(sandbox, { order_metadata: { ship_notify_url: 'http://notify.example/t' } });
		await call(sandbox, 'POST', `/orders/${id}/shipments`, { tracking_number: 'T1' });
		await sandbox.clock.advance(0);
		expect(posts.map(({ url, headers }) => [url, headers])).toEqual([
			['http://notify.example/t', { 'Content-Type': 'application/json' }],
		]);
		expect(JSON.parse(posts[0]?.body ?? '')).toMatchObject({
			shipment: { tracking_number: 'T1' },
			order: { id, order_shipments: [{}] },
		});
	});
});

describe('retries', () => {
	it.each([200, 201])('%i means received: no further attempt', async (status) => {
		const { sandbox, posts } = posting([status]);
		imported(sandbox);
		await sandbox.clock.advance(180 * MINUTE);
		expect(posts).toHaveLength(1);
		expect(only(sandbox)).toMatchObject({ status: 'done', attempts: [{ status, reply: 'ok', error: '' }] });
	});

	it.each(['5', '10'] as const)(
		'%s of them after the first failure, all within two hours, then none',
		async (retries) => {
			const { sandbox, posts } = posting([202], { switches: { retries } });
			imported(sandbox);
			await sandbox.clock.advance(9_999);
			expect(posts).toHaveLength(1);
			await sandbox.clock.advance(1);
			expect(posts).toHaveLength(2);
			await sandbox.clock.advance(120 * MINUTE - 10_000);
			expect(posts).toHaveLength(1 + Number(retries));
			expect(only(sandbox)).toMatchObject({ status: 'failed', next_at: null });
			await sandbox.clock.advance(600 * MINUTE);
			expect(posts).toHaveLength(1 + Number(retries));
		},
	);

	it('stop with the first 200', async () => {
		const { sandbox, posts } = posting([500, 404, 200]);
		imported(sandbox);
		await sandbox.clock.advance(120 * MINUTE);
		expect(posts).toHaveLength(3);
		expect(only(sandbox).attempts.map(({ status }) => status)).toEqual([500, 404, 200]);
	});

	it('a receiver that does not answer within 30 seconds has failed', async () => {
		const { sandbox } = posting([200], { deliver: () => new Promise(() => undefined) });
		imported(sandbox);
		await sandbox.clock.advance(29_999);
		expect(only(sandbox).attempts).toEqual([]);
		await sandbox.clock.advance(1);
		expect(only(sandbox).attempts).toMatchObject([{ status: null, ms: 30_000, error: 'No reply within 30 seconds' }]);
	});

	it('a failed appointment can be run again by hand', async () => {
		const { sandbox, posts } = posting([500, 500, 500, 500, 500, 500, 200]);
		imported(sandbox);
		await sandbox.clock.advance(120 * MINUTE);
		expect(only(sandbox).status).toBe('failed');
		sandbox.store.appointments.runAgain(only(sandbox).id);
		await sandbox.clock.advance(0);
		expect(posts).toHaveLength(7);
		expect(only(sandbox).status).toBe('done');
	});

	it('carry the order as it is then, or as it was, as the switch says', async () => {
		for (const [webhookPayload, email] of [
			['atSend', 'new@example.com'],
			['atEvent', 'bingo@example.com'],
		] as const) {
			const { sandbox, posts } = posting([500, 200], { switches: { webhookPayload } });
			const { id } = imported(sandbox);
			await sandbox.clock.advance(0);
			sandbox.store.orders.edit(id, { email: 'new@example.com' });
			await sandbox.clock.advance(10_000);
			expect(new URLSearchParams(posts[1]?.body).get('order')).toContain(`"${email}"`);
		}
	});

	it('of a deleted order fail with the reason, and nothing is posted', async () => {
		const { sandbox, posts } = posting();
		sandbox.store.orders.remove(imported(sandbox).id);
		await sandbox.clock.advance(0);
		expect(posts).toEqual([]);
		expect(only(sandbox).attempts).toMatchObject([{ status: null, error: 'Order Not Found' }]);
	});
});

describe('many posts at once', () => {
	/** A receiver that takes a second for each post, or never answers, and remembers how many it had at once. */
	function busy(answers = true) {
		const seen = { urls: [] as string[], now: 0, most: 0 };
		const sandbox = virtualSandbox({
			async deliver({ url }) {
				seen.urls.push(url);
				seen.most = Math.max(seen.most, ++seen.now);
				await sleep(sandbox.clock, answers ? 1_000 : 3_600_000);
				seen.now--;
				return { status: 200, reply: '' };
			},
		});
		sandbox.store.rules.save({ name: 'r', event: 'orderImported', url: 'http://receiver.example/x' });
		return { sandbox, seen };
	}
	const statuses = ({ store }: Sandbox) => store.appointments.all().map(({ status }) => status);

	it('are ten under way, and the others due, in the sequence in which they fell due', async () => {
		const { sandbox, seen } = busy();
		for (let made = 0; made < 1_000; made++) imported(sandbox);
		await sandbox.clock.advance(999);
		expect(seen.urls).toHaveLength(10);
		const { created_at } = only(sandbox);
		expect(sandbox.store.appointments.all().at(-1)).toMatchObject({
			status: 'pending',
			next_at: created_at,
			attempts: [],
		});
		await sandbox.clock.advance(1);
		expect(statuses(sandbox)).toEqual([...Array<string>(10).fill('done'), ...Array<string>(990).fill('pending')]);
		await sandbox.clock.advance(99_000);
		expect(seen).toMatchObject({ now: 0, most: 10 });
		expect(seen.urls).toHaveLength(1_000);
		expect(new Set(statuses(sandbox))).toEqual(new Set(['done']));
	});

	it('wait no longer than the time limit of those before them, and for their retry from their own attempt', async () => {
		const { sandbox } = busy(false);
		for (let made = 0; made < 11; made++) imported(sandbox);
		await sandbox.clock.advance(30_000);
		const [first, last] = [only(sandbox), sandbox.store.appointments.all().at(-1) as Appointment];
		expect(first).toMatchObject({ attempts: [{ ms: 30_000 }], next_at: first.created_at + 40_000 });
		await sandbox.clock.advance(30_000);
		expect(last).toMatchObject({ attempts: [{ ms: 30_000 }], next_at: last.created_at + 70_000 });
	});

	it('are each posted once, though staff run one that waits', async () => {
		const { sandbox, seen } = busy();
		for (let made = 0; made < 20; made++) imported(sandbox);
		await sandbox.clock.advance(0);
		sandbox.store.appointments.runAgain(sandbox.store.appointments.all()[15]?.id ?? '');
		await sandbox.clock.advance(10_000);
		expect(seen.urls).toHaveLength(20);
	});

	it('do not go out once the sandbox is closed', async () => {
		const { sandbox, seen } = busy();
		for (let made = 0; made < 20; made++) imported(sandbox);
		await sandbox.clock.advance(0);
		await sandbox.close();
		await sandbox.clock.advance(10_000);
		expect(seen.urls).toHaveLength(10);
		expect(new Set(statuses(sandbox))).toEqual(new Set(['pending']));
	});

	it('are not forgotten before they are posted, however many there are', () => {
		const { appointments, orders, rules } = createStore({ clock: virtualClock() });
		rules.save({ name: 'r', event: 'orderImported', url: 'http://receiver.example/x' });
		for (let made = 0; made < 5_010; made++) orders.create(anOrder(), 'import');
		expect(appointments.all()).toHaveLength(5_010);
		for (const appointment of appointments.all())
			appointments.attempted(appointment, { at: 0, status: 200, ms: 0, reply: '', error: '' });
		orders.create(anOrder(), 'import');
		expect(appointments.all()).toHaveLength(5_000);
	});
});
