import type { JsonObject } from '../../../api/types';
import type { StartedSandbox } from '../../../sandbox/index.cts';
import { fullOrder } from '../virtualStore.cts';

export const folders = { new: '21654', prepared: '21655', closed: '21656' };

let numbers = 0;
/** An order comes in, as from a shop. */
export const importOrder = ({ store }: Pick<StartedSandbox, 'store'>, changes: JsonObject = {}) =>
	store.orders.create(fullOrder({ source_id: `shop-${++numbers}`, ...changes }), 'import').id;

/** Somebody moves an order. */
export const moveOrder = ({ store }: Pick<StartedSandbox, 'store'>, id: string, folder: string) => {
	store.folders.move(store.orders.get(id), folder, 'Staff');
};
