import { normalisedText } from '../records/merge';
import type { JsonObject } from '../types';

/*
 * Order Desk knows an order by its source ID and its source name. Others may have stored either with blanks around it:
 * an order with exactly the given text is meant first, and one with the trimmed text only where there is none. What we
 * write is trimmed.
 */

const keyFields = ['source_id', 'source_name'];

/** Whether an order has a source ID, of which there is one in each shop. Null and blanks are none. */
export const hasSourceId = ({ source_id: sourceId }: JsonObject): boolean => normalisedText(sourceId) !== '';

/** The source IDs that a text may stand for, the first that an order has. */
export const sourceIdsMeant = (text: string): string[] => [...new Set([text, text.trim()])];

/** Whether the key of an order is not as we write it. */
export const hasBlanksAround = (order: JsonObject): boolean =>
	keyFields.some((name) => String(order[name] ?? '') !== String(order[name] ?? '').trim());

/**
 * An order with its key as we write it.
 *
 * @param stored what Order Desk has: a key that it has exactly so stays
 */
export const withTrimmedKey = (order: JsonObject, stored: JsonObject = {}): JsonObject => {
	const trimmed = keyFields.flatMap((name) => {
		const text = order[name];
		return typeof text === 'string' && text !== stored[name] ? [[name, text.trim()] as const] : [];
	});
	return { ...order, ...Object.fromEntries(trimmed) };
};
