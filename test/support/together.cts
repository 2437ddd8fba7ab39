import { OrderDeskClient } from '../../api/client/client';
import type { ClientOptions } from '../../api/client/client';
import { OrderDeskError, settle } from '../../api/errors';
import { lookUpCodes, noSuchCode } from '../../api/inventoryItem/lookUp';
import type { Snapshot } from '../../api/inventoryItem/plan';
import { changeInventory } from '../../api/inventoryItem/update';
import { moveOrders } from '../../api/order/move/move';
import { addShipment, addShipments } from '../../api/shipment/add';
import { fullItem } from '../../bench/faults/fullRecords.cts';
import type { SandboxRequest } from '../../sandbox/index.cts';
import { fullOrder, virtualStore } from './virtualStore.cts';
import type { Proxy, VirtualStore } from './virtualStore.cts';

/** Something that several executions do at the same time, each to a record of its own. */
export interface Deed {
	/** Makes a record; its name. */
	record(store: VirtualStore, number: number): string;
	/** Does it, and returns the name of the record that the answer speaks of. */
	act(client: OrderDeskClient, name: string): Promise<string>;
	/** How often it was done. */
	times(store: VirtualStore, name: string): number;
}

export const folder = { id: '21656', name: 'Prepared' };

/** The one result. Throws it where it is an error. */
const only = <T,>([result]: ReadonlyArray<T | OrderDeskError>): T => {
	if (result instanceof OrderDeskError) throw result;
	return result as T;
};

const order = ({ sandbox }: VirtualStore, number: number): string =>
	sandbox.store.orders.create(fullOrder({ source_id: `${number}` }), 'silent').id;

const orderIn = ({ sandbox }: VirtualStore, id: string) => sandbox.store.orders.all().find((one) => one.id === id);

const item = ({ sandbox }: VirtualStore, number: number): string => sandbox.store.inventory.add(fullItem(number)).code;

const lookUp = async (client: OrderDeskClient, code: string): Promise<Snapshot> =>
	only([(await lookUpCodes(client, [code])).get(code) ?? noSuchCode(code)]);

export const deeds = {
	move: {
		record: order,
		act: async (client, id) => only(await moveOrders(client, [id], folder)).order_id,
		times: (store, id) => (orderIn(store, id)?.order_history ?? []).filter(({ note }) => note.includes('moved')).length,
	},
	ship: {
		record: order,
		act: async (client, id) => {
			const { shipment } = await addShipment(client, id, { tracking_number: `T${id}` });
			return String(shipment['order_id']);
		},
		times: (store, id) => (orderIn(store, id)?.order_shipments ?? []).length,
	},
	/** Two parcels each, half of which count. */
	shipTwo: {
		record: order,
		act: async (client, id) => {
			const rows = ['A', 'B'].map((letter) => ({ orderId: id, shipment: { tracking_number: `${letter}${id}` } }));
			const added = await addShipments(client, rows);
			const [first, second] = added.map((one) => String(only([one]).shipment['tracking_number']));
			return first === `A${id}` && second === `B${id}` ? id : `${first} ${second}`;
		},
		times: (store, id) => (orderIn(store, id)?.order_shipments ?? []).length / 2,
	},
	lookUp: {
		record: item,
		act: async (client, code) => String((await lookUp(client, code)).item['code']),
		times: () => 0,
	},
	adjust: {
		record: item,
		act: async (client, code) => {
			const found = await lookUp(client, code);
			const patch = ({ stock }: { stock?: unknown }) => ({ stock: Number(stock) + 1 });
			const change = { id: String(found.item['id']), found, patch, relative: true };
			return String(only(await changeInventory(client, [change], 'n8n')).item['code']);
		},
		times: ({ sandbox }, code) =>
			Number(sandbox.store.inventory.all().find((one) => one.code === code)?.stock ?? 10) - 10,
	},
} satisfies Record<string, Deed>;

export type DeedName = keyof typeof deeds;

/** A client that shares no request, as of another process. */
export const alone = (options: ClientOptions): OrderDeskClient =>
	new OrderDeskClient({ ...options, shared: undefined });

/** A client whose requests n8n breaks off when the execution is cancelled; the store may have got them. */
export const breakable = (options: ClientOptions): OrderDeskClient => {
	const broken = new Promise<never>((_, reject) =>
		options.signal?.addEventListener('abort', () => reject(new Error('canceled'))),
	);
	broken.catch(() => undefined);
	return new OrderDeskClient({
		...options,
		send: async (request) => await Promise.race([options.send(request), broken]),
	});
};

/** A request as it goes over the wire: method, path with query, body. */
export const noteRequests = (store: VirtualStore): string[] => {
	const sent: string[] = [];
	store.intercept(async (request, next) => {
		sent.push([request.method, request.url.replace('/api/v2', ''), request.body].join(' ').trim());
		return await next(request);
	});
	return sent;
};

type ClientFor = Parameters<VirtualStore['client']>[0];

/** Executions that begin at the same time. The bucket is not known yet: one request goes, and all others wait. */
export const atOnce = (name: DeedName, count: number, more: string[] = []) => {
	const store = virtualStore();
	const deed = deeds[name];
	const names = [...Array.from({ length: count }, (_, number) => deed.record(store, number)), ...more];
	const run = async (clientFor: (number: number) => ClientFor = () => ({})) =>
		await store.run(
			Promise.all(names.map(async (one, number) => await settle(deed.act(store.client(clientFor(number)), one)))),
		);
	return { store, names, run, times: () => names.map((one) => deed.times(store, one)) };
};

export const ok = (names: string[]) => names.map((value) => ({ ok: true, value }));
export const once = (names: string[]) => names.map(() => 1);
export const total = ({ sandbox }: VirtualStore) => sandbox.requests.total();

/** Whether a request has more rows than one of the callers has. */
const isShared = ({ body = 'null', url }: SandboxRequest): boolean => {
	if (url.includes('%2C')) return true;
	const sent = JSON.parse(body) as { order_id_list?: unknown[] } | unknown[] | null;
	return (Array.isArray(sent) ? sent : (sent?.order_id_list ?? [])).length > 2;
};

/** Something that befalls the first shared request. */
export const strikeFirst = (store: VirtualStore, strike: Proxy): void => {
	let struck = false;
	store.intercept(async (request, next) => {
		if (struck || !isShared(request)) return await next(request);
		struck = true;
		return await strike(request, next);
	});
};

export const refusing: Proxy = async () =>
	await Promise.resolve({ status: 400, headers: {}, body: '{"status":"error","message":"Too many"}' });
export const losing: Proxy = async (request, next) => {
	await next(request);
	throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};
export const saying =
	(body: object): Proxy =>
	async (request, next) => {
		await next(request);
		return { status: 200, headers: {}, body: JSON.stringify({ status: 'success', message: 'Done', ...body }) };
	};
