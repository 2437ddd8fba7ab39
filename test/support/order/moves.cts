import { isOrderDeskError } from '../../../api/errors';
import type { MoveResult } from '../../../api/order/move/move';
import type { JsonObject } from '../../../api/types';
import type { Folder } from '../../../api/store';
import type { VirtualStore } from '../virtualStore.cts';

export const closed: Folder = { id: '21656', name: 'Closed' };
export const prepared: Folder = { id: '21655', name: 'Prepared' };
export const newFolder: Folder = { id: '21654', name: 'New' };
export const movePath = 'POST /move-orders';

export const orderIn = ({ sandbox }: VirtualStore, id = '') => sandbox.store.orders.get(id);
export const foldersOf = (store: VirtualStore, ids: string[]) => ids.map((id) => orderIn(store, id).folder_id);
export const movesOf = (store: VirtualStore, id = '') =>
	orderIn(store, id)
		.order_history.map(({ note }) => note)
		.filter((note) => note.includes('moved'));
export const told = (results: MoveResult[]) =>
	results.map((result) => (isOrderDeskError(result) ? result.kind : 'message' in result ? 'moved' : result.folder_id));
export const counts = (store: VirtualStore) => store.sandbox.requests.counts();

/** A rule of the folder that moves each order on, as soon as it has arrived. */
export const withRule = (store: VirtualStore, from: Folder, to: Folder) => {
	store.sandbox.store.onChange(() => {
		const last = store.sandbox.store.effects().at(-1);
		const order = last?.kind === 'order.moved' ? orderIn(store, last.id) : undefined;
		if (order?.folder_id === from.id) store.sandbox.store.folders.move(order, to.id, 'Rule');
	});
};

export const answering = (store: VirtualStore, status: number, answer: JsonObject) =>
	store.intercept(async (request, next) =>
		request.url.includes('/move-orders') ? { status, headers: {}, body: JSON.stringify(answer) } : await next(request),
	);
