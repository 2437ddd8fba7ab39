import { eventKey, withPost } from '../../api/webhook/seenPosts';
import type { SeenPosts } from '../../api/webhook/seenPosts';
import { atLeast, atMost, mustExceed, rounds } from '../section.cts';
import type { BenchOptions, Row, Section } from '../section.cts';
import { anyStore, decodesEveryName, decodesTwice, takesLastField, writesAnew } from './controls.cts';
import { costOfTaking } from './cost.cts';
import { acceptedForgeries, refusedGenuine } from './forged.cts';
import { costOfHostile, growthOfHostile, hostileBodies, ourCheck } from './hostile.cts';
import { early, forgetful, hasty, ourWay, redelivered, repeatedPerDeath, staticDataOnly } from './redelivery.cts';
import { trigger } from './receiving.cts';

/** n8n should not have to keep more than this for a workflow. Bytes. */
const megabyte = 1_000_000;

async function* forged(options: BenchOptions): AsyncGenerator<Row> {
	const receive = await trigger();
	const forgeries = rounds(100_000, options);
	yield atMost(
		'webhooks.forged-accepted',
		await acceptedForgeries(forgeries, options.seed + 1, receive),
		0,
		`of ${forgeries} posts`,
	);
	const genuine = rounds(10_000, options);
	yield atMost(
		'webhooks.genuine-refused',
		await refusedGenuine(genuine, options.seed + 2, receive),
		0,
		`of ${genuine} posts`,
	);

	const few = rounds(10_000, options);
	const unit = `of ${few} posts`;
	for (const [name, wrong] of [
		['decodes-twice', decodesTwice],
		['takes-last-field', takesLastField],
		['any-store', anyStore],
	] as const)
		yield mustExceed(
			`webhooks.control-${name}`,
			await acceptedForgeries(few, options.seed + 1, wrong),
			0,
			`forged accepted ${unit}`,
		);
	yield mustExceed(
		'webhooks.control-writes-anew',
		await refusedGenuine(few, options.seed + 2, writesAnew),
		0,
		`genuine refused ${unit}`,
	);
}

const shown = (id: string, value: number, unit: string): Row => ({ id, value, bound: null, unit, ok: true });

async function* cost(options: BenchOptions): AsyncGenerator<Row> {
	const { taking, fromForm, fromFormToBare, milliseconds } = costOfTaking(rounds(501, options), options.seed);
	yield atMost('webhooks.verify-and-parse', taking, 2, '× createHmac + JSON.parse');
	yield atMost('webhooks.decode-verify-parse', fromForm, 1.5, '× querystring + both');
	// Only shown, since the other side decodes nothing: 2, give or take a tenth. JavaScript has no faster way from the 3 kB of
	// a form to the exact 2 kB in it than byte by byte, which takes half as long as the other side's HMAC and JSON together.
	// And a busy machine would miss any bound in milliseconds.
	yield shown('webhooks.decode-verify-parse-to-bare', fromFormToBare, '× createHmac + JSON.parse');
	yield shown('webhooks.decode-verify-parse-time', milliseconds, 'ms per post');
	await Promise.resolve();
}

const readWhole = /escapes|escaped$|percents|blanks|commas|colons|deep|quotes|text/;

/** What a stranger can make us spend on a body, compared with what every receiver spends on it. */
async function* hostile(options: BenchOptions): AsyncGenerator<Row> {
	const unit = '× createHmac + querystring or JSON.parse';
	const times = Math.max(3, rounds(5, options));
	for (const body of hostileBodies)
		yield atMost(`webhooks.hostile-${body.name}`, costOfHostile(body, ourCheck, options.scale, times), 10, unit);
	// A body that is refused at its thousandth field takes no time that could be measured, whatever its length.
	const read = hostileBodies.filter(({ name }) => readWhole.test(name));
	const growths = read.map((body) => growthOfHostile(body, ourCheck, options.scale, times));
	yield atMost('webhooks.hostile-growth', Math.max(...growths), 8, '× for a body of four times the length');
	const [ampersands] = hostileBodies as [(typeof hostileBodies)[number]];
	const cost = costOfHostile(ampersands, decodesEveryName, options.scale / 10, 1);
	yield mustExceed('webhooks.control-decodes-every-name', cost, 10, unit);
	await Promise.resolve();
}

async function* redelivery(options: BenchOptions): AsyncGenerator<Row> {
	const count = rounds(100_000, options);
	const { deliveries, repeated, lost, state } = await redelivered(count, options.seed + 3, ourWay);
	yield atLeast('webhooks.redelivery', deliveries, count, 'deliveries');
	yield atMost('webhooks.redelivery-repeated', repeated, 0, 'executions');
	yield atMost('webhooks.redelivery-lost', lost, 0, 'posts');
	yield atMost('webhooks.redelivery-state', state, megabyte, 'bytes');
	yield atMost('webhooks.state-whatever-comes', mostState(rounds(100_000, options)), megabyte, 'bytes');
	const deaths = rounds(1_000, options);
	yield atMost('webhooks.repeated-per-death', await repeatedPerDeath(deaths), 1, 'executions');

	const few = rounds(10_000, options);
	for (const [name, way] of [
		['forgetful', forgetful],
		['static-data-only', staticDataOnly],
		['early', early],
	] as const)
		yield mustExceed(
			`webhooks.control-${name}`,
			(await redelivered(few, options.seed + 3, way)).repeated,
			0,
			'repeated executions',
		);
	yield mustExceed('webhooks.control-hasty', (await redelivered(few, options.seed + 3, hasty)).lost, 0, 'lost posts');
}

/** What is kept when so many different posts come within one day. Bytes. */
const mostState = (posts: number): number => {
	const apart = Math.floor(86_400_000 / posts);
	let seen: SeenPosts = {};
	for (let post = 0; post < posts; post++)
		seen = withPost(seen, eventKey('t', Buffer.from(String(post))), post * apart);
	return JSON.stringify(seen).length;
};

export const webhooksSection: Section = {
	id: 'webhooks',
	title: 'Webhooks: none forged, none refused, none twice, none lost',
	async *run(options) {
		yield* forged(options);
		yield* cost(options);
		yield* hostile(options);
		yield* redelivery(options);
	},
};
