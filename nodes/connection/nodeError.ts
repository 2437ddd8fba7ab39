import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

import { OrderDeskError } from '../../api/errors';

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
	// The constructors swap a message that happens to contain a system code; the user needs ours.
	shown.message = error.message;
	shown.description = error.advice ?? null;
	if (error.existingOrderId) shown.context.existing_order_id = error.existingOrderId;
	return shown;
};

/** n8n offers the node to AI agents under a type of its own. */
const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

/** An agent hands its model the message of a failed call and nothing else, so the advice has to be part of it. */
const forModel = <E extends NodeApiError | NodeOperationError>(error: E): E => {
	const advice = error.description ?? '';
	if (!error.message.includes(advice)) error.message = `${error.message.replace(/\.$/, '')}. ${advice}`;
	return error;
};

/** Any failure as the error n8n shows, with the item it belongs to. */
export const toNodeError = (node: INode, error: unknown, itemIndex?: number): NodeApiError | NodeOperationError => {
	const shown = nodeErrorOf(node, error, itemIndex);
	return isTool(node) ? forModel(shown) : shown;
};
