import type { IDataObject, INodeExecutionData, INodeParameters, INodeType } from 'n8n-workflow';
import { OrderDeskApi } from '../../credentials/OrderDeskApi.credentials';
import type { Sandbox } from '../../sandbox/index.cts';

/** Something people do with the node. */
export interface Job {
	id: string;
	says: string;
	/** The least number of requests it can be done with. */
	least: number;
	/** Why it cannot be less, where that is not plain. */
	why?: string;
	/** Fills the store; the input items of the node. */
	prepare: (store: Sandbox) => IDataObject[];
	nodeType: INodeType;
	parameters: INodeParameters;
	/** Whether the whole job has to need hardly more time than its round trips. */
	isFast?: boolean;
}

/** A job of the action node. */
export type NodeJob = Omit<Job, 'nodeType'>;

export const baseUrl = 'http://127.0.0.1:4010/api/v2';

export const credentialOf = (storeId: string, base = baseUrl) => ({
	name: 'orderDeskApi',
	type: new OrderDeskApi(),
	data: { storeId, apiKey: 'sandbox-api-key', baseUrl: base },
});

export const failuresIn = (output: INodeExecutionData[]): number =>
	output.filter(({ json, error }) => error ?? 'error' in json).length;

export const byId = (value: string): INodeParameters => ({ __rl: true, mode: 'id', value });
export const bySku = (value: string): INodeParameters => ({ __rl: true, mode: 'sku', value });
export const byName = (value: string): INodeParameters => ({ __rl: true, mode: 'name', value });

export const address = { first_name: 'Bingo', last_name: 'Little', city: 'Nashville', state: 'TN', country: 'US' };

export const orders =
	(count: number) =>
	({ store }: Sandbox): IDataObject[] =>
		Array.from({ length: count }, (_, number) => {
			const order_items = Array.from({ length: 5 }, (_unused, line) => ({
				name: `Item ${line}`,
				code: `i-${line}`,
				price: 2.5,
				quantity: 1,
			}));
			const order = { source_id: `S-${number}`, email: 'a@example.com', shipping: address, order_items };
			return { id: store.orders.create(order, 'silent').id, number };
		});

export const inventory =
	(count: number) =>
	({ store }: Sandbox): IDataObject[] =>
		Array.from({ length: count }, (_, number) => {
			const code = `sku-${number}`;
			store.inventory.add({ name: `Shirt ${number}`, code, price: 9.5, stock: 10 });
			return { code, number };
		});

/** One input item, whatever the store holds. */
export const once = (prepare: Job['prepare']) => (store: Sandbox) => {
	prepare(store);
	return [{}];
};
