const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const opening = [0x7b, 0x5b];
const closing = [0x7d, 0x5d];
const blanks = [0x20, 0x09, 0x0a, 0x0d];

/** Where the string that opens at `start` is over. */
const endOfString = (json: Buffer, start: number): number => {
	let index = start + 1;
	while (index < json.length && json[index] !== quote) index += json[index] === backslash ? 2 : 1;
	return Math.min(index + 1, json.length);
};

/** The first byte that is no blank; undefined when there is none. */
export const firstByte = (json: Buffer): number | undefined => json.find((byte) => !blanks.includes(byte));

const trimmed = (json: Buffer): Buffer => {
	let [start, end] = [0, json.length];
	while (start < end && blanks.includes(json[start] as number)) start++;
	while (end > start && blanks.includes(json[end - 1] as number)) end--;
	return json.subarray(start, end);
};

/** The text of a JSON string, as bytes; undefined when it is none. */
export const stringValue = (json: Buffer): Buffer | undefined => {
	if (firstByte(json) !== quote) return undefined;
	try {
		return Buffer.from(JSON.parse(json.toString('utf8')) as string);
	} catch {
		return undefined;
	}
};

/**
 * The values of every member `name` at the top of a JSON object, byte for byte as they were sent: a signature may cover
 * just them, and `JSON.parse` forgets both the bytes and that a name came twice. What is no JSON gives anything; it is
 * for `JSON.parse` to refuse it.
 */
export const memberValues = (json: Buffer, name: string): Buffer[] => {
	const values: Buffer[] = [];
	let depth = 0;
	let key: Buffer | undefined;
	let valueStart = 0;
	for (let index = 0; index < json.length; index++) {
		const byte = json[index] as number;
		if (byte === quote) {
			const end = endOfString(json, index);
			if (depth === 1 && valueStart === 0) key = stringValue(json.subarray(index, end));
			index = end - 1;
		} else if (opening.includes(byte)) {
			depth++;
		} else if (depth === 1 && byte === colon) {
			valueStart ||= index + 1;
		} else if (depth === 1 && (byte === comma || closing.includes(byte))) {
			if (valueStart > 0 && key?.toString('utf8') === name) values.push(trimmed(json.subarray(valueStart, index)));
			valueStart = 0;
			if (byte !== comma) break;
		} else if (closing.includes(byte)) {
			depth--;
		}
	}
	return values;
};
