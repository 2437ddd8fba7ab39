import { isOrderDeskError, settle } from '../../../api/errors';
import type { OrderDeskError } from '../../../api/errors';
import { fullOrder, virtualStore } from '../virtualStore.cts';
import type { VirtualStore } from '../virtualStore.cts';

export const failureOf = async (store: VirtualStore, promise: Promise<unknown>): Promise<OrderDeskError> => {
	const outcome = await store.run(settle(promise));
	if (outcome.ok || !isOrderDeskError(outcome.error)) throw new Error('it was expected to fail');
	return outcome.error;
};

export const withOrder = (options: Parameters<typeof virtualStore>[0] = {}) => {
	const store = virtualStore(options);
	const { id } = store.sandbox.store.orders.create(fullOrder(), 'silent');
	return { store, id, client: store.client() };
};
