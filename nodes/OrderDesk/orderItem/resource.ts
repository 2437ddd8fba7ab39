import { orderItemKind } from '../../../api/orderItem/orderItem';
import { updateOrderItems } from '../../../api/orderItem/update';
import { writableOf } from '../orderPart/orderPart';
import type { PartResource } from '../orderPart/orderPart';
import { propertiesOf } from '../properties/fields';

export const orderItemResource: PartResource = {
	kind: orderItemKind,
	parameter: 'orderItemId',
	label: 'Order Item',
	noun: 'an order item',
	key: { mode: 'sku', field: 'code', name: 'SKU', placeholder: 'e.g. shirt-b' },
	searchMethod: 'searchOrderItems',
	idPlaceholder: 'e.g. 42286',
	titleOf: ({ name, code, quantity }) => [name, code, `${String(quantity ?? 1)} ×`].filter(Boolean).join(' · '),
	readFields: (parameters, collection) => writableOf(parameters, orderItemKind, parameters.collection(collection)),
	updateAll: updateOrderItems,
	updateFields: propertiesOf(orderItemKind.table, 'update'),
	updateDescription:
		'Only the fields added here change. An empty text empties a field. Variations and Metadata change one by one.',
};
