import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

import { OrderDeskError } from '../../api/errors';
import { inStore } from './stores';
import type { StoreDetails } from './stores';

const failureOf = (error: OrderDeskError) => {
	switch (error.kind) {
		case 'unauthorized':
			return { cause: 'credential-invalid' as const };
		case 'throttled':
			return { cause: 'rate-limited' as const };
		case 'unreached':
		case 'unknown':
		case 'down':
			return { cause: 'temporarily-unavailable' as const };
		default:
			return undefined;
	}
};

const nodeErrorOf = (node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError => {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return error;
	}
	const options = itemIndex === undefined ? {} : { itemIndex };
	if (!(error instanceof OrderDeskError)) {
		return new NodeOperationError(node, error instanceof Error ? error : String(error), options);
	}
	const failure = failureOf(error);
	const details = { ...options, message: error.message, ...(failure && { failure }) };
	const shown =
		error.kind === 'input' || error.kind === 'cancelled'
			? new NodeOperationError(node, error.message, details)
			: new NodeApiError(node, { message: error.message } as JsonObject, {
					...details,
					httpCode: String(error.status ?? error.code ?? ''),
				});
	// The constructors replace a message that contains a system code, but the user needs ours.
	shown.message = error.message;
	shown.description = error.advice ?? null;
	if (error.existingOrderId) shown.context.existing_order_id = error.existingOrderId;
	return shown;
};

/** Whether it is the node's variant for AI agents: n8n gives that a type of its own. */
export const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

/** An agent passes only the message of a failed call on to its model, so the advice is added to it. */
const forModel = <E extends NodeApiError | NodeOperationError>(error: E): E => {
	const advice = error.description ?? '';
	if (!error.message.includes(advice)) error.message = `${error.message.replace(/\.$/, '')}. ${advice}`;
	return error;
};

/**
 * Turns any failure into the error n8n shows, for the item it belongs to.
 *
 * @param store where there are several, the message begins with its name
 */
export const toNodeError = (
	node: INode,
	error: unknown,
	itemIndex?: number,
	store?: StoreDetails,
): NodeApiError | NodeOperationError => {
	const shown = nodeErrorOf(node, error, itemIndex);
	if (store) shown.message = inStore(store, shown.message);
	return isTool(node) ? forModel(shown) : shown;
};
