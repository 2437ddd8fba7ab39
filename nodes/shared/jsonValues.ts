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

/** The path to the first value within a value for which `isMeant` holds, the outermost name first. */
const pathTo = (value: unknown, isMeant: (inner: unknown) => boolean): string[] | undefined => {
	if (isMeant(value)) return [];
	if (!(Array.isArray(value) || isPlainObject(value))) return undefined;
	for (const [name, inner] of Object.entries(value)) {
		const path = pathTo(inner, isMeant);
		if (path) return [name, ...path];
	}
	return undefined;
};

/** The path to the first number in a value that has lost digits. Undefined if none has. */
export const lostDigitsIn = (value: unknown): string[] | undefined =>
	pathTo(value, (inner) => typeof inner === 'number' && !isExact(inner));

/** What JSON leaves out, or makes null or {} of: undefined, a function, a date that is none, a Map. */
const isLostInJson = (value: unknown): boolean => {
	if (typeof value !== 'object') return ['undefined', 'function', 'symbol'].includes(typeof value);
	if (value === null || Array.isArray(value) || isPlainObject(value)) return false;
	return !isDate(value) || value.toJSON() === null;
};

/** The path to the first value that is there by its name only. Undefined if all values are there. */
export const missingIn = (value: unknown): string[] | undefined => pathTo(value, isLostInJson);
