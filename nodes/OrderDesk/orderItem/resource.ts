import { orderItemKind } from '../../../api/orderItem/orderItem';
import { updateOrderItems } from '../../../api/orderItem/update';
import type { PartResource } from '../orderPart/orderPart';
import { propertiesOf } from '../properties/fields';
import { writableRecordOf } from '../properties/record';

export const orderItemResource: PartResource = {
	kind: orderItemKind,
	parameter: 'orderItemId',
	label: 'Order Item',
	noun: 'an order item',
	key: { mode: 'sku', field: 'code', name: 'SKU', placeholder: 'e.g. shirt-b' },
	searchMethod: 'searchOrderItems',
	idPlaceholder: 'e.g. 42286',
	titleOf: ({ name, code, quantity }) => [name, code, `${String(quantity ?? 1)} ×`].filter(Boolean).join(' · '),
	readFields: (parameters, collection) =>
		writableRecordOf(parameters.collection(collection), orderItemKind.table, parameters),
	updateAll: updateOrderItems,
	updateFields: propertiesOf(orderItemKind.table, 'update'),
	updateDescription:
		'Only the fields added here change. An empty text empties a field. Variations and Metadata change one by one.',
};
