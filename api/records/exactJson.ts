const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const colon = 0x3a;
const openingBrace = 0x7b;
const closingBrace = 0x7d;
/** What may stand before a number, besides nothing. */
const separators = new Set([...':,[ \t\n\r'].map((character) => character.charCodeAt(0)));

/** Whole numbers with fewer digits are exact. */
const minDigits = 16;

const wholeNumber = /^-?\d+$/;
const partOfNumber = /[\d.eE+-]*/y;

/** One comparison, since it is made for every sixteenth character that is parsed. `index` must be in the text. */
const isDigitAt = (json: string, index: number): boolean => (json.charCodeAt(index) - 0x30) >>> 0 < 10;

/** Whether the digits that begin at `start` may be a number, rather than the end of a word or of a fraction. */
const mayBeginNumber = (json: string, start: number): boolean => {
	const first = json.charCodeAt(start - 1) === minus ? start - 1 : start;
	return first === 0 || separators.has(json.charCodeAt(first - 1));
};

/**
 * Whether valid JSON has at least this many digits in a row where a number may stand. Every page of a long list is
 * searched, so it looks only at every sixteenth character, one of which is in each such row. Takes less than a tenth of
 * the time of parsing.
 */
const hasLongNumber = (json: string): boolean => {
	for (let index = minDigits - 1; index < json.length; index += minDigits) {
		if (!isDigitAt(json, index)) continue;
		let [start, end] = [index, index + 1];
		while (start > 0 && isDigitAt(json, start - 1)) start--;
		while (end < json.length && isDigitAt(json, end)) end++;
		if (end - start >= minDigits && mayBeginNumber(json, start)) return true;
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
		else if (code === minus || isDigitAt(json, index)) {
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
 * Parses JSON. A whole number beyond 2^53, of which `JSON.parse` loses digits, comes out as a string of its digits:
 * shops and carriers use such numbers as IDs. A number with a point or an exponent stays a number: whoever wrote an ID
 * like that has lost its digits before. Throws the SyntaxError of `JSON.parse`.
 */
export const parseJson = (json: string): unknown => {
	const value: unknown = JSON.parse(json);
	return hasLongNumber(json) ? JSON.parse(withLongNumbersQuoted(json)) : value;
};

/**
 * The first name that an object in valid JSON has twice, of which `JSON.parse` drops all values but the last. Undefined
 * if there is none. Takes time in proportion to the text.
 */
export const repeatedNameIn = (json: string): string | undefined => {
	const openObjects: Array<Set<string>> = [];
	let text = { start: 0, end: 0 };
	for (let index = 0; index < json.length; index++) {
		const code = json.charCodeAt(index);
		if (code === quote) {
			text = { start: index, end: endOfString(json, index) };
			index = text.end - 1;
		} else if (code === openingBrace) openObjects.push(new Set());
		else if (code === closingBrace) openObjects.pop();
		else if (code === colon) {
			// Outside of texts, a colon stands only behind a name. The same name can be written in several ways.
			const name = JSON.parse(json.slice(text.start, text.end)) as string;
			const names = openObjects.at(-1) as Set<string>;
			if (names.has(name)) return name;
			names.add(name);
		}
	}
	return undefined;
};
