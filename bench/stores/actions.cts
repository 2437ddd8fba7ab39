import { byId, orders } from '../requests/job.cts';
import { jobs } from '../requests/jobs.cts';
import { atMost, exactly, mustExceed, rounds } from '../section.cts';
import type { BenchOptions, Row } from '../section.cts';
import { inTurn, StoresWorld } from './world.cts';
import type { Trouble } from './world.cts';

const getOrder = { resource: 'order', operation: 'get', orderId: byId('={{ $json.id }}') };

interface Timed {
	/** Until the last store without trouble has answered its last request. Seconds. */
	seconds: number;
	/** Items of stores without trouble that failed. */
	failed: number;
}

/** Gets so many orders of each of these stores in one run, with something wrong in one more. */
const gets = async (stores: number, each: number, trouble?: Trouble): Promise<Timed> => {
	const world = new StoresWorld(stores + (trouble ? 1 : 0));
	if (trouble) Object.assign(world.stores[0] ?? {}, { trouble });
	const items = world.stores.map(({ id, sandbox }) => orders(each)(sandbox).map((item) => ({ ...item, store_id: id })));
	const failed = await world.run(getOrder, inTurn(items));
	const sound = world.stores.filter((store) => !store.trouble);
	return {
		seconds: Math.max(...sound.map(({ doneAt }) => doneAt)) / 1000,
		failed: failed - (trouble ? each : 0),
	};
};

/** The same without stores in one run: one after the other. */
const oneAfterAnother = async (stores: number, each: number): Promise<number> => {
	let seconds = 0;
	for (let store = 0; store < stores; store++) seconds += (await gets(1, each)).seconds;
	return seconds;
};

async function* times(options: BenchOptions): AsyncGenerator<Row> {
	const [full, small] = [rounds(200, options), rounds(20, options)];
	const [one, few] = [await gets(1, full), await gets(1, small)];
	const ten = await gets(10, full);
	yield atMost('stores.10-of-200', ten.seconds / one.seconds, 1.05, '× one store of 200');
	const many = await gets(200, small);
	yield atMost('stores.200-of-20', many.seconds / few.seconds, 1.05, '× one store of 20');
	const beside: Timed[] = [];
	for (const trouble of ['throttled', 'dead'] as const) {
		const timed = await gets(10, full, trouble);
		beside.push(timed);
		yield atMost(`stores.beside-${trouble}`, timed.seconds / ten.seconds, 1.02, '× 10 sound stores');
	}
	const failed = [one, few, ten, many, ...beside].reduce((sum, timed) => sum + timed.failed, 0);
	yield exactly('stores.failed', failed, 0, 'items of sound stores');
	const apart = await oneAfterAnother(3, full);
	yield mustExceed('stores.control-one-after-another', apart / one.seconds, 1.05, '× one store of 200, for 3');
}

/** What each job costs in each of three stores, whose items are mixed. */
async function* requests(): AsyncGenerator<Row> {
	for (const { id, least, prepare, parameters } of jobs.filter((job) => 'resource' in job.parameters)) {
		const world = new StoresWorld(3);
		const lists = world.stores.map((store) => prepare(store.sandbox).map((item) => ({ ...item, store_id: store.id })));
		const storeId = byId('={{ $json.store_id }}');
		await world.run({ storeId, ...parameters }, inTurn(lists));
		const most = Math.max(...world.stores.map(({ sandbox }) => sandbox.requests.since().length));
		yield exactly(`stores.${id}`, most, least, 'requests to each of 3 stores');
	}
}

export async function* actionRows(options: BenchOptions): AsyncGenerator<Row> {
	yield* times(options);
	yield* requests();
}
