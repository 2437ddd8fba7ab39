const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;

/** Shorter whole numbers are exact. */
const minDigits = 16;

const wholeNumber = /^-?\d+$/;
const partOfNumber = /[\d.eE+-]*/y;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/**
 * Whether so many digits stand together, but for those at the start of a string, such as tracking numbers. Every page of
 * a long list is searched, so only every 16th character is looked at: one of them is in each such run of digits.
 */
const mayLoseDigits = (json: string): boolean => {
	for (let index = minDigits - 1; index < json.length; index += minDigits) {
		if (!isDigit(json.charCodeAt(index))) continue;
		let [start, end] = [index, index + 1];
		while (isDigit(json.charCodeAt(start - 1))) start--;
		while (isDigit(json.charCodeAt(end))) end++;
		if (end - start >= minDigits && json.charCodeAt(start - 1) !== quote) return true;
		index = end;
	}
	return false;
};

/** The index behind the string that opens at `start`. */
const endOfString = (json: string, start: number): number => {
	let index = start + 1;
	while (json.charCodeAt(index) !== quote) index += json.charCodeAt(index) === backslash ? 2 : 1;
	return index + 1;
};

const endOfNumber = (json: string, start: number): number => {
	partOfNumber.lastIndex = start;
	partOfNumber.test(json);
	return partOfNumber.lastIndex;
};

const losesDigits = (number: string): boolean => wholeNumber.test(number) && !Number.isSafeInteger(Number(number));

/** Valid JSON, with quotes around every whole number that a double cannot hold. */
const withLongNumbersQuoted = (json: string): string => {
	const pieces: string[] = [];
	let copied = 0;
	for (let index = 0; index < json.length; ) {
		const code = json.charCodeAt(index);
		if (code === quote) index = endOfString(json, index);
		else if (code === minus || isDigit(code)) {
			const end = endOfNumber(json, index);
			const number = json.slice(index, end);
			if (losesDigits(number)) {
				pieces.push(json.slice(copied, index), '"', number, '"');
				copied = end;
			}
			index = end;
		} else index++;
	}
	return [...pieces, json.slice(copied)].join('');
};

/**
 * Parses JSON. A whole number beyond 2^53, of which `JSON.parse` loses digits, comes out as a string of its digits: shops
 * and carriers use such numbers as IDs. A number with a point or an exponent stays a number: whoever wrote an ID like
 * that has lost its digits before. Throws the SyntaxError of `JSON.parse`.
 */
export const parseJson = (json: string): unknown => {
	const value: unknown = JSON.parse(json);
	return mayLoseDigits(json) ? JSON.parse(withLongNumbersQuoted(json)) : value;
};
