import type { IDataObject, INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

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
 * output)' sends it to the error output together with the item that came in.
 */
export const failedItem = (
	error: NodeApiError | NodeOperationError,
	item: number,
	store?: StoreDetails,
): INodeExecutionData => {
	const { message, description, context } = error;
	const existing = context.existing_order_id;
	const details = {
		...store,
		...(description && !message.includes(description) && { advice: description }),
		...(typeof existing === 'string' && { existing_order_id: existing }),
	};
	return { json: { error: message, ...(Object.keys(details).length > 0 && { details }) }, pairedItem: { item } };
};
