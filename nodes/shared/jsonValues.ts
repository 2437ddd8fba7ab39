import { isObject } from '../../api/types';
import type { JsonObject } from '../../api/types';

/** Whether a number has all the digits it was written with: JavaScript rounds whole numbers beyond 2^53. */
export const isExact = (number: number): boolean =>
	Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;

/** A date, of JavaScript or luxon, which is no record to look into. */
export const isDate = (value: unknown): value is { toJSON(): unknown } =>
	typeof value === 'object' && value !== null && 'toJSON' in value;

/** An object of names and values, and no date, Map or other instance of a class. */
export const isPlainObject = (value: unknown): value is JsonObject => {
	if (!isObject(value) || 'toMillis' in value) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	// Values of expressions come from other realms, each of which has an Object of its own.
	return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** A value within another one, and the path to it, the outermost name first. */
interface Inner {
	path: string[];
	value: unknown;
}

/** The first value within a value for which `isMeant` holds. */
const firstIn = (value: unknown, isMeant: (inner: unknown) => boolean): Inner | undefined => {
	if (isMeant(value)) return { path: [], value };
	if (!(Array.isArray(value) || isPlainObject(value))) return undefined;
	for (const [name, inner] of Object.entries(value)) {
		const found = firstIn(inner, isMeant);
		if (found) return { ...found, path: [name, ...found.path] };
	}
	return undefined;
};

/** The first number in a value that has lost digits, or is none. Undefined if all are exact. */
export const inexactIn = (value: unknown): Inner | undefined =>
	firstIn(value, (inner) => typeof inner === 'number' && !isExact(inner));

/** What JSON leaves out, or makes null or {} of: undefined, a function, a date that is none, a Map. */
const isLostInJson = (value: unknown): boolean => {
	if (typeof value !== 'object') return ['undefined', 'function', 'symbol'].includes(typeof value);
	if (value === null || Array.isArray(value) || isPlainObject(value)) return false;
	return !isDate(value) || value.toJSON() === null;
};

/** The path to the first value that is there by its name only. Undefined if all values are there. */
export const missingIn = (value: unknown): string[] | undefined => firstIn(value, isLostInJson)?.path;
