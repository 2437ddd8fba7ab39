import type { JsonObject } from '../../api/types';
import { ListedStore } from '../listing/listedStore.cts';
import { cpuOf, heapOf, median } from '../listing/measure.cts';
import { outputOf } from '../listing/outputOf.cts';
import { atMost, exactly, mustExceed, rounds, type BenchOptions, type Row, type Section } from '../section.cts';
import { copiesIn } from './copies.cts';
import { growthOfInputs } from './inputs.cts';

/*
 * What a listed order costs beside reading its JSON, which everybody has to: from the text of the answers to the items
 * that leave the node. Both are measured in turns in one process, so that a busy machine slows down both.
 */

/** Lists by size; one round reads 50,000 orders or more, so that it takes long enough to be measured. */
const lists = [
	{ name: '1k', orders: 1_000, repeats: 50 },
	{ name: '10k', orders: 10_000, repeats: 5 },
	{ name: '100k', orders: 100_000, repeats: 1 },
] as const;

/** Rounds that count, and those before them in which V8 compiles what is called most. */
const counted = 7;
const warmUps = 2;

type Read = (texts: readonly string[], store: ListedStore) => unknown;

const bare: Read = (texts) => texts.map((text) => JSON.parse(text) as unknown);

const ours: Read = async (_texts, store) => await outputOf(store.client());

/** Negative control: a node that copies every record to be on the safe side. */
const copying: Read = (texts) => texts.map((text) => JSON.parse(JSON.stringify(JSON.parse(text))) as unknown);

/** Negative control: a node that looks for each order among all it has before it takes it. */
const lookingThrough: Read = (texts) => {
	const found: JsonObject[] = [];
	for (const text of texts) {
		for (const order of (JSON.parse(text) as { orders: JsonObject[] }).orders) {
			if (!found.some(({ id }) => id === order['id'])) found.push(order);
		}
	}
	return found;
};

/** A store with so many orders whose answers are written already. */
const storeOf = async (orders: number, seed: number): Promise<ListedStore> => {
	const store = new ListedStore(orders, { seed, keep: true });
	await outputOf(store.client());
	return store;
};

interface Cost {
	orders: number;
	/** CPU time beside that of JSON.parse. */
	ratio: number;
	/** CPU time for one order, microseconds. */
	each: number;
}

/** Runs `read` and the bare parsing in turns. All lists of a round are kept to its end, as n8n keeps the output of nodes. */
const costOf = async (read: Read, store: ListedStore, repeats: number): Promise<Cost> => {
	const texts = store.texts();
	const repeated = (work: Read) => async () => {
		const results: unknown[] = [];
		for (let time = 0; time < repeats; time++) results.push(await work(texts, store));
		return results;
	};
	const ratios: number[] = [];
	const costs: number[] = [];
	for (let round = -warmUps; round < counted; round++) {
		const parsing = await cpuOf(repeated(bare));
		const reading = await cpuOf(repeated(read));
		if (round < 0) continue;
		ratios.push(reading / parsing);
		costs.push(reading / repeats);
	}
	return { orders: store.count, ratio: median(ratios), each: median(costs) / store.count };
};

/** How the whole time grows with the number of orders: 1 is in proportion. */
const exponent = (few: Cost, many: Cost): number =>
	1 + Math.log(many.each / few.each) / Math.log(many.orders / few.orders);

async function* cpu(options: BenchOptions): AsyncGenerator<Row> {
	const measured: Cost[] = [];
	for (const { name, orders, repeats } of lists) {
		const cost = await costOf(ours, await storeOf(rounds(orders, options), options.seed + 1), repeats);
		measured.push(cost);
		yield atMost(`cost.cpu-${name}`, cost.ratio, 1.5, 'of JSON.parse');
	}
	const [few, , many] = measured;
	if (few && many) yield atMost('cost.growth', exponent(few, many), 1.1, 'exponent 1k to 100k');
}

async function* controls(options: BenchOptions): AsyncGenerator<Row> {
	const small = await storeOf(rounds(1_000, options), options.seed + 1);
	const large = await storeOf(rounds(4_000, options), options.seed + 1);
	yield mustExceed('cost.control-copying', (await costOf(copying, small, 20)).ratio, 1.5, 'of JSON.parse');
	const few = await costOf(lookingThrough, small, 4);
	const many = await costOf(lookingThrough, large, 1);
	yield mustExceed('cost.control-looking-through', exponent(few, many), 1.1, 'exponent 1k to 4k');
}

async function* heap(options: BenchOptions): AsyncGenerator<Row> {
	const store = await storeOf(rounds(50_000, options), options.seed + 1);
	const texts = store.texts();
	let ratio = NaN;
	// The first round still pays for what is made only once.
	for (let round = 0; round < 3; round++) {
		const parsed = await heapOf(() => bare(texts, store));
		ratio = (await heapOf(() => ours(texts, store))) / parsed;
	}
	yield atMost('cost.heap-50k', ratio, 1.2, 'of the parsed JSON');
}

/** No order is copied on its way to the items, however many times it is looked at. */
async function* copies(options: BenchOptions): AsyncGenerator<Row> {
	const store = new ListedStore(rounds(10_000, options), { seed: options.seed + 1, keep: false });
	yield exactly('cost.copies', await copiesIn(async () => await outputOf(store.client())), 0, 'copied orders');
	const copied = await copiesIn(async () => structuredClone(await outputOf(store.client())));
	yield mustExceed('cost.control-copies', copied, 0, 'copied orders');
}

/** A search with a limit takes no more from the store than it needs, however many orders there are. */
async function* limited(options: BenchOptions): AsyncGenerator<Row> {
	for (const limit of [50, 2_000]) {
		const store = new ListedStore(100_000, { seed: options.seed + 1, keep: false });
		await outputOf(store.client(), limit);
		yield atMost(`cost.limit-${limit}`, store.rows / limit, 1.05, 'orders read, per wanted');
	}
}

export const costSection: Section = {
	id: 'cost',
	title: 'CPU time and memory of a listed order, beside JSON.parse of the same text',
	run: async function* (options) {
		yield* cpu(options);
		yield* heap(options);
		yield* limited(options);
		yield* copies(options);
		yield* growthOfInputs(options);
		yield* controls(options);
	},
};
