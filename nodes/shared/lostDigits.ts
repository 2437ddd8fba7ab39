import { isObject } from '../../api/types';

/** Whether a number has all the digits it was written with: JavaScript rounds whole numbers beyond 2^53. */
export const isExact = (number: number): boolean =>
	Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;

/** A date, of JavaScript or luxon, which is no record to look into. */
const isDate = (value: object): boolean => 'toJSON' in value;

/** The path to the first number in a value that has lost digits, the outermost name first. Undefined if none has. */
export const lostDigitsIn = (value: unknown): string[] | undefined => {
	if (typeof value === 'number') return isExact(value) ? undefined : [];
	if (!(Array.isArray(value) || isObject(value)) || isDate(value)) return undefined;
	for (const [name, inner] of Object.entries(value)) {
		const path = lostDigitsIn(inner);
		if (path) return [name, ...path];
	}
	return undefined;
};
