import { isBlank } from '../shared/parameters';
import { isPlainObject } from '../shared/jsonValues';

/*
 * A model that uses the node as a tool fills in every parameter it is offered, and leaves none out. Where it has nothing
 * to say, it leaves a text empty, or writes a word for nothing.
 */

/**
 * The words, in small letters and without what encloses them. None that a shop may mean: 'false' and '0' are values,
 * 'na' is Namibia, 'tbd' a note. 'string' is a schema read aloud, and no carrier, city or SKU is called 'unknown' or '-'.
 */
const wordsForNothing = new Set([
	'',
	'-',
	'--',
	'–',
	'—',
	'empty',
	'n.a.',
	'n/a',
	'nan',
	'nil',
	'no value',
	'none',
	'not applicable',
	'not available',
	'not given',
	'not provided',
	'not set',
	'not specified',
	'null',
	'string',
	'undefined',
	'unknown',
	'unspecified',
]);

/** What such a word says in a new record: Order Desk's `n/a` of a parcel, EasyPost's `unknown` of its status. */
const meantIn: Readonly<Record<string, string>> = { tracking_number: 'n/a', status: 'unknown' };

/** No such word is longer, with what encloses it. */
const maxLength = 40;

/** `""`, `{}`, `<empty>`, `(none)`. */
const enclosing = /^["'`<({[\s]+|["'`>)}\]\s]+$/g;

const isWordForNothing = (value: unknown, name = ''): boolean => {
	if (typeof value !== 'string') return false;
	const text = value.trim().toLowerCase();
	if (text.length > maxLength) return false;
	return text !== meantIn[name] && wordsForNothing.has(text.replace(enclosing, ''));
};

/** Whether a value says nothing; a field may have its own words. */
type SaysNothing = (value: unknown, name?: string) => boolean;

/** Whether a model has not given a value. */
export const isNotGiven: SaysNothing = (value, name) => isBlank(value) || isWordForNothing(value, name);

/** The same in an update, in which no such word may replace what is there. */
export const isNotGivenInUpdate: SaysNothing = (value) => isNotGiven(value);

/** A value without all in it that says nothing, at any depth; undefined if nothing is left. */
export const withoutBlanks = (value: unknown, saysNothing: SaysNothing = isBlank, name?: string): unknown => {
	if (Array.isArray(value)) {
		const rows = value.map((row) => withoutBlanks(row, saysNothing)).filter((row) => row !== undefined);
		return rows.length > 0 ? rows : undefined;
	}
	if (!isPlainObject(value)) return saysNothing(value, name) ? undefined : value;
	// A locator.
	if ('mode' in value && 'value' in value) return saysNothing(value['value']) ? undefined : value;
	const entries = Object.entries(value)
		.map(([key, inner]) => [key, withoutBlanks(inner, saysNothing, key)] as const)
		.filter(([, inner]) => inner !== undefined);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
};
