import type { IDataObject, INode, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { isObject } from '../../../api/types';
import type { JsonObject } from '../../../api/types';
import type { StoreDetails } from '../../connection/stores';
import { detailsFirst, shapeInPlace, shapeRecord } from '../../shared/output';
import type { Shape } from '../../shared/output';
import type { Operation, Result } from '../operation';

/**
 * The output items of one input item: the records that the operation has returned for it, in the shape the user chose.
 * What the operation adds to a record is in every shape.
 *
 * @param store only where the node works with several stores: each item says its store
 */
export const outputItems = (
	{ record, returns = {} }: Operation,
	result: Result,
	chosen: Shape | undefined,
	item: number,
	store?: StoreDetails,
): INodeExecutionData[] => {
	const pairedItem = { item };
	const own = Object.keys(returns);
	// A list was read for this item alone, but one record may be the result of several items.
	const [records, shape] = Array.isArray(result) ? [result, shapeInPlace] : [[result], shapeRecord];
	return records.map((raw) => {
		const json = record && chosen && isObject(raw) ? (shape(raw, record, chosen, own) as IDataObject) : raw;
		return { json: store ? (detailsFirst({ ...store }, json as JsonObject) as IDataObject) : json, pairedItem };
	});
};

/**
 * An input item that failed, where the run continues. n8n knows it by these keys, and with 'Continue (using error
 * output)' sends it to the error output together with the item that came in. Before 2.41 it does not know `details`, and
 * takes the item for one that has succeeded, unless it finds an error beside the keys. That one is not enumerable: if it
 * came along when n8n copies the item, n8n would replace the keys by its message.
 */
export const failedItem = (
	error: NodeApiError | NodeOperationError,
	item: number,
	onError: INode['onError'],
	store?: StoreDetails,
): INodeExecutionData => {
	const { message, description, context } = error;
	const existing = context.existing_order_id;
	const details = {
		...store,
		...(description && !message.includes(description) && { advice: description }),
		...(typeof existing === 'string' && { existing_order_id: existing }),
	};
	const json = { error: message, ...(Object.keys(details).length > 0 && { details }) };
	const failed: INodeExecutionData = { json, pairedItem: { item } };
	return onError === 'continueErrorOutput'
		? Object.defineProperty(failed, 'error', { value: error, writable: true })
		: failed;
};
