import type { JsonObject } from '../../../api/types';
import type { StoreContext } from '../context.cts';
import { addHistory, recordOf, touch } from '../context.cts';
import type { StoredOrder } from '../records.cts';
import { textOf } from '../records.cts';
import { Refusal } from '../refusal.cts';
import type { Folder } from '../state.cts';

/** Moves one order; a move to another folder writes history and runs the folder's rules. */
export function moveOrder(context: StoreContext, order: StoredOrder, folderId: string, source: string): void {
	const folder = context.state.folders.find(({ id }) => id === folderId);
	if (!folder || order.folder_id === folderId) return;
	order.previous_folder_id = order.folder_id;
	order.folder_id = folderId;
	touch(context, order);
	addHistory(context, order, source, `Order moved to the ${folder.name} folder`);
	context.committed('order.moved', order.id);
	context.fire('folderChanged', order);
}

export interface MoveRow extends JsonObject {
	/** As it was sent: the reference sends and prints numbers. */
	order_id: string | number;
	message: string;
}

const NOT_FOUND = 'Order Not Found';

/** How many orders the rows of a reply say were moved. */
export const movedCount = (rows: readonly MoveRow[]): number =>
	rows.filter(({ message }) => message !== NOT_FOUND).length;

function destination(context: StoreContext, sent: JsonObject): Folder | undefined {
	const { destination_folder_id: id, destination_folder_name: name } = sent;
	if ((id === undefined) === (name === undefined)) {
		throw new Refusal('Use either destination_folder_id or destination_folder_name.');
	}
	return context.state.folders.find((folder) => (id === undefined ? folder.name === name : folder.id === textOf(id)));
}

/**
 * `/move-orders`. Orders that do not exist have no row, or one that says so: switch `moveMissing`. An unknown folder
 * moves nothing, without an error (docs/order-desk.md 1.1), unless the switch `unknownFolder` says otherwise.
 */
function moveOrders(context: StoreContext, sent: JsonObject): MoveRow[] {
	const ids = sent['order_id_list'];
	if (!Array.isArray(ids)) throw new Refusal('order_id_list must be a list of order ids.');
	const cap = context.switches.moveCap;
	if (cap > 0 && ids.length > cap) throw new Refusal(`No more than ${cap} orders can be moved at once.`);
	const folder = destination(context, sent);
	if (!folder) {
		if (context.switches.unknownFolder === 'error') throw new Refusal('Folder Not Found');
		return [];
	}
	const rows: MoveRow[] = [];
	for (const id of ids) {
		if (typeof id !== 'string' && typeof id !== 'number') continue;
		const order = recordOf(context.state.orders, String(id));
		if (!order) {
			if (context.switches.moveMissing === 'present') rows.push({ order_id: id, message: NOT_FOUND });
			continue;
		}
		const original_folder_id = Number(order.folder_id);
		moveOrder(context, order, folder.id, 'API');
		rows.push({ order_id: id, message: `Order Moved to ${folder.name} Folder`, original_folder_id });
	}
	return rows;
}

export const foldersOf = (context: StoreContext) => ({
	all: (): Folder[] => context.state.folders,
	find: (idOrName: string): Folder | undefined =>
		context.state.folders.find(({ id, name }) => id === idOrName || name === idOrName),
	move: (order: StoredOrder, folderId: string, source: string): void => moveOrder(context, order, folderId, source),
	moveMany: (sent: JsonObject): MoveRow[] => moveOrders(context, sent),
});
