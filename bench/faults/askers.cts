import type { OrderDeskClient } from '../../api/client/client';
import type { Shareable } from '../../api/client/sharedRequests';
import type { SandboxRequest } from '../../sandbox/index.cts';

const parsed = (body: string): unknown => {
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
};

/** The records a request can change, as `order/7`. */
export const touchedBy = ({ url, body }: Pick<SandboxRequest, 'url' | 'body'>): Set<string> => {
	const [, kind, id] = /\/api\/v2\/(orders|inventory-items)\/(\d+)/.exec(url) ?? [];
	if (kind) return new Set([`${kind === 'orders' ? 'order' : 'inventory'}/${id}`]);
	const sent = parsed(body ?? '') as { order_id_list?: unknown[] } | Array<{ order_id?: unknown; id?: unknown }>;
	if (!Array.isArray(sent)) return new Set((sent.order_id_list ?? []).map((one) => `order/${String(one)}`));
	return new Set(
		sent.map(({ order_id: orderId, id: own }) =>
			orderId === undefined ? `inventory/${String(own)}` : `order/${String(orderId)}`,
		),
	);
};

const batchPaths: Readonly<Record<string, string>> = {
	moveOrders: '/move-orders',
	addShipments: '/batch-shipments',
	replaceInventoryItems: '/batch-inventory-items',
};

/** Knows for which operations a request is sent. Only one at a time may write one thing of a record. */
export class Askers {
	/** The operation that last wanted to write a record through a batch endpoint. */
	private readonly latest = new Map<string, number>();

	/** Notes what a client asks for an operation. */
	watch(client: OrderDeskClient, operation: number): OrderDeskClient {
		const call = client.call.bind(client);
		client.call = async (name, options) => {
			if (options.shareable) this.note(options.shareable, operation);
			return await call(name, options);
		};
		return client;
	}

	/** @param sender the operation whose client sends it */
	of(request: SandboxRequest, sender: number): number[] {
		const [, path = ''] = /^\/api\/v2([^?]*)/.exec(request.url) ?? [];
		if (!Object.values(batchPaths).includes(path)) return [sender];
		return [...new Set([...touchedBy(request)].map((record) => this.latest.get(`${path} ${record}`) ?? sender))];
	}

	private note(shareable: Shareable, operation: number): void {
		const { endpoint, rows } = shareable;
		const path = batchPaths[endpoint];
		if (!path) return;
		const body = JSON.stringify(shareable.requestFor(rows).body);
		for (const record of touchedBy({ url: '', body })) this.latest.set(`${path} ${record}`, operation);
	}
}
