import { OrderDeskClient } from '../../api/client/client';
import type { CallOptions } from '../../api/client/client';
import { endpoints } from '../../api/client/endpoints';
import { fillPath } from '../../api/client/address';
import type { Endpoint, EndpointName, PathParts } from '../../api/client/endpoints';
import { isOrderDeskError, settle } from '../../api/errors';
import type { AnyCall } from '../../api/client/attempt';
import type { Json, JsonObject } from '../../api/types';

const requestOf = <Part extends string>(endpoint: Endpoint, options: CallOptions<Part>): AnyCall => ({
	...endpoint,
	request: {
		method: endpoint.method,
		path: fillPath(endpoint.path, options.path),
		...(options.query && { query: options.query }),
		...(options.body !== undefined && { body: options.body }),
	},
});

/** Sends everything again that has failed, as if it could do no harm. */
export class ResendingClient extends OrderDeskClient {
	override async call<E extends EndpointName>(
		name: E,
		options: CallOptions<keyof PathParts<E> & string>,
	): Promise<JsonObject> {
		return await this.request({ ...requestOf(endpoints[name], options), retry: 'read' });
	}
}

/** Takes a write whose answer was lost for done. */
export class TrustingClient extends OrderDeskClient {
	override async call<E extends EndpointName>(
		name: E,
		options: CallOptions<keyof PathParts<E> & string>,
	): Promise<JsonObject> {
		const sent = await settle(this.request(requestOf(endpoints[name], options)));
		if (sent.ok) return sent.value;
		if (!isOrderDeskError(sent.error, 'uncertain')) throw sent.error;
		const body = options.body as Json;
		const results = Array.isArray(body) ? body.map(() => ({ status: 'success' })) : [];
		return { status: 'success', order: body, order_item: body, inventory_item: body, results };
	}
}

/** Sends the rows of one caller and tells all who share the request that theirs were done. */
export class ForgettingClient extends OrderDeskClient {
	override async call<E extends EndpointName>(
		name: E,
		options: CallOptions<keyof PathParts<E> & string>,
	): Promise<JsonObject> {
		const { shareable } = options;
		if (!shareable || shareable.endpoint === 'listInventoryItems') return await super.call(name, options);
		const { rows } = shareable;
		const results = shareable.endpoint === 'moveOrders' ? {} : { results: rows.map(() => ({ status: 'success' })) };
		const done = { status: 'success', message: `${rows.length} Orders Moved`, ...results };
		const requestFor = () => shareable.requestFor(rows);
		return await super.call(name, { ...options, shareable: { ...shareable, requestFor, shareOf: () => done } });
	}
}
