import { isBlankText } from '../../api/records/blank';
import { normalisedText } from '../../api/records/merge';
import type { Json } from '../../api/types';

/**
 * A list of texts from the editor or from an expression: an array, or one text with commas. Blank entries are dropped.
 */
export const textList = (value: unknown): string[] =>
	(Array.isArray(value) ? value : String(value ?? '').split(','))
		.map((entry) => String(entry ?? '').trim())
		.filter((entry) => !isBlankText(entry));

/** Whether a list of names has this one, in capitals or not. */
export const includesName = (list: readonly string[], name: Json | undefined): boolean =>
	list.some((entry) => normalisedText(entry) === normalisedText(name));
