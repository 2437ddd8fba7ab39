import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Load } from '../rivals/libraries.cts';
import { httpRequestType, otherOrderDeskType } from '../rivals/n8nNodes.cts';
import { rival, shown } from '../section.cts';
import type { Row } from '../section.cts';
import { runInN8n } from '../virtual/n8n.cts';
import type { Job } from '../virtual/n8n.cts';
import { CountedStore } from './countedStore.cts';
import { baseUrl, credentialOf, failuresIn, orders } from './job.cts';
import { flows, nodeType } from './together.cts';

/* The flow of 200 orders at once by other nodes: each execution ships an order, moves it to a folder and adds a note. */

const count = 200;
const closed = '21656';

/** n8n's most for "Retry On Fail". */
const mostTries = 5;
const longestWait = 5_000;

/** One node of the flow, for a store. */
export type Step = (storeId: string) => Omit<Job, 'items'>;

/** How n8n is set. */
interface Setting {
	says: string;
	/** How often a node tries. */
	tries: number;
	/** Whether executions wait for each other: `N8N_CONCURRENCY_PRODUCTION_LIMIT=1`. */
	isOneByOne: boolean;
}

const atOnce: Setting = { says: '', tries: 1, isOneByOne: false };

const settings: readonly Setting[] = [
	atOnce,
	{ says: ', Retry On Fail', tries: mostTries, isOneByOne: false },
	{ says: ', Retry On Fail, one execution at a time', tries: mostTries, isOneByOne: true },
];

interface Reached {
	/** Those that were refused among them. */
	requests: number;
	seconds: number;
	/** Orders with a shipment and a note that lie in the folder. */
	complete: number;
}

/** Runs the flow. As in n8n, a node that fails in all its tries ends its execution. */
const reached = async (steps: readonly Step[], { tries, isOneByOne }: Setting): Promise<Reached> => {
	const store = new CountedStore(orders(count));
	const { items, sandbox, storeId, time } = store;
	const succeeds = async (step: Step, item: IDataObject): Promise<boolean> => {
		for (let left = tries; ; await time.sleep(longestWait)) {
			const output = await runInN8n({ ...step(storeId), items: [item] });
			if (failuresIn(output) === 0) return true;
			if (--left === 0) return false;
		}
	};
	const execute = async (item: IDataObject): Promise<void> => {
		for (const step of steps) if (!(await succeeds(step, item))) return;
	};
	const { seconds } = await store.run(async () => {
		if (!isOneByOne) await Promise.all(items.map(execute));
		else for (const item of items) await execute(item);
	});
	const complete = sandbox.store.orders
		.all()
		.filter(({ folder_id: folder, order_shipments: shipments, order_history: history }) => {
			return folder === closed && shipments.length === 1 && history.some(({ note }) => note === 'Shipped');
		});
	return { requests: store.requests.length, seconds, complete: complete.length };
};

const ours: readonly Step[] =
	flows[0]?.nodes.map((parameters) => (storeId) => ({ nodeType, parameters, credential: credentialOf(storeId) })) ?? [];

function* rowsOf(
	{ requests, seconds, complete }: Reached,
	row: (id: string, value: number, unit: string) => Row,
): Generator<Row> {
	yield row('requests.flow', requests, 'requests');
	yield row('requests.flow-time', seconds, 's');
	yield row('requests.flow-complete', complete, `of ${count} orders complete`);
}

const apiKey = 'sandbox-api-key';

/** What is sent for an order, by path: the same by all. */
const shipment = '{ "tracking_number": "T-{{ $json.number }}" }';
const move = '{ "order_id_list": ["{{ $json.id }}"], "destination_folder_name": "Closed" }';
const note = '{ "note": "Shipped" }';

const byHttp = (load: Load) => {
	const { nodeType, typeVersion } = httpRequestType(load);
	const post =
		(path: string, body: string): Step =>
		(storeId) => {
			const headers = [
				{ name: 'ORDERDESK-STORE-ID', value: storeId },
				{ name: 'ORDERDESK-API-KEY', value: apiKey },
			];
			const parameters: INodeParameters = {
				...{ method: 'POST', url: `=${baseUrl}${path}`, authentication: 'none', options: {} },
				...{ sendHeaders: true, headerParameters: { parameters: headers } },
				...{ sendBody: true, contentType: 'json', specifyBody: 'json', jsonBody: `=${body}` },
			};
			return { nodeType, typeVersion, parameters };
		};
	return {
		ship: post('/orders/{{ $json.id }}/shipments', shipment),
		move: post('/move-orders', move),
		note: post('/orders/{{ $json.id }}/order-history', note),
	};
};

const byOtherNode = (load: Load) => {
	const { nodeType, credentialType } = otherOrderDeskType(load);
	const step =
		(parameters: INodeParameters): Step =>
		(storeID) => ({
			nodeType,
			parameters,
			credential: { name: 'OrderDesk', type: credentialType, data: { storeID, apiKey } },
		});
	const ofOrder = { resource: 'shipments', operation: 'createShipment', orderId: '={{ $json.id }}' };
	return {
		ship: step({ ...ofOrder, postData: `=${shipment}` }),
		move: step({ resource: 'moveOrders', operation: 'moveOrders', postData: `=${move}` }),
	};
};

/** The other nodes that are installed, by name. @param root the folder in which they are looked for */
const installedIn = (root: string): { flows: ReadonlyMap<string, readonly Step[]>; notes: string[] } => {
	const loaderOf = (manifest: string): Load => createRequire(join(root, manifest, 'package.json'));
	try {
		const http = byHttp(loaderOf('.host'));
		const other = byOtherNode(loaderOf(join('bench', 'peers')));
		const found = new Map<string, readonly Step[]>([
			['HTTP Request node', [http.ship, http.move, http.note]],
			// It has no operation for notes.
			['n8n-nodes-orderdesk 0.1.1', [other.ship, other.move, http.note]],
		]);
		return { flows: found, notes: [] };
	} catch (error) {
		if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
		return {
			flows: new Map(),
			notes: ['n8n or the packages in bench/peers are not installed: other nodes are left out.'],
		};
	}
};

export interface Rivals {
	rows(): AsyncGenerator<Row>;
	/** What could not be measured here, and why. */
	notes: string[];
}

/** @param root the folder in which the other nodes are looked for */
export const rivalsIn = (root: string): Rivals => {
	const { flows: others, notes } = installedIn(root);
	return {
		notes,
		async *rows() {
			yield* rowsOf(await reached(ours, atOnce), shown);
			for (const [name, steps] of others) {
				for (const setting of settings) {
					const row = (id: string, value: number, unit: string) => rival(id, name + setting.says, value, unit);
					yield* rowsOf(await reached(steps, setting), row);
				}
			}
		},
	};
};
