import { isObject } from '../../api/types';

/** Whether a number has all the digits it was written with: JavaScript rounds whole numbers beyond 2^53. */
export const isExact = (number: number): boolean =>
	Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;

/** A date, of JavaScript or luxon, which is no record to look into. */
const isDate = (value: object): boolean => 'toJSON' in value;

/** Where in a value the first number is that has lost digits: its names from the outermost on. Undefined if none has. */
export const lostDigitsIn = (value: unknown): string[] | undefined => {
	if (typeof value === 'number') return isExact(value) ? undefined : [];
	if (!(Array.isArray(value) || isObject(value)) || isDate(value)) return undefined;
	for (const [name, inner] of Object.entries(value)) {
		const place = lostDigitsIn(inner);
		if (place) return [name, ...place];
	}
	return undefined;
};
