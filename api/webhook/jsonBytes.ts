const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;
const comma = 0x2c;
const [openingBrace, openingBracket, closingBrace, closingBracket] = [0x7b, 0x5b, 0x7d, 0x5d];

/** An order has some 60 members. Whoever sends thousands wants to make us work. */
export const maxMembers = 1_000;

/** The most bytes that one character of a member's name can take: a `\u` escape. */
const bytesPerCharacter = 6;

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;

/** The index behind the string that opens at `start`. */
const endOfString = (json: Buffer, start: number): number => {
	let index = start + 1;
	while (index < json.length && json[index] !== quote) index += json[index] === backslash ? 2 : 1;
	return Math.min(index + 1, json.length);
};

/** The first byte that is not blank; undefined if there is none. */
export const firstByte = (json: Buffer): number | undefined => {
	let index = 0;
	while (index < json.length && isBlank(json[index] as number)) index++;
	return json[index];
};

const trimmed = (json: Buffer): Buffer => {
	let [start, end] = [0, json.length];
	while (start < end && isBlank(json[start] as number)) start++;
	while (end > start && isBlank(json[end - 1] as number)) end--;
	return json.subarray(start, end);
};

/** The text of a JSON string, as bytes; undefined if the JSON is not a string. */
export const stringValue = (json: Buffer): Buffer | undefined => {
	if (firstByte(json) !== quote) return undefined;
	try {
		return Buffer.from(JSON.parse(json.toString('utf8')) as string);
	} catch {
		return undefined;
	}
};

/** Whether a JSON string is `name`. A longer one than the escapes of `name` can make is not parsed at all. */
const isNamed = (json: Buffer, name: string): boolean =>
	json.length <= bytesPerCharacter * name.length + 2 && stringValue(json)?.toString('utf8') === name;

/**
 * The values of every member `name` at the top of a JSON object, byte for byte as they were sent: a signature may cover
 * just them, and `JSON.parse` forgets both the bytes and that a name came twice. Undefined if the object has more than
 * `maxMembers` members. Of what is not JSON the result means nothing; `JSON.parse` refuses it later.
 */
export const memberValues = (json: Buffer, name: string): Buffer[] | undefined => {
	const values: Buffer[] = [];
	let depth = 0;
	let members = 0;
	let isWanted = false;
	/** Zero while no value has begun. */
	let valueStart = 0;
	for (let index = 0; index < json.length; index++) {
		const byte = json[index] as number;
		if (byte === quote) {
			const end = endOfString(json, index);
			if (depth === 1 && valueStart === 0) {
				if (++members > maxMembers) return undefined;
				isWanted = isNamed(json.subarray(index, end), name);
			}
			index = end - 1;
		} else if (byte === openingBrace || byte === openingBracket) {
			depth++;
		} else if (depth === 1 && byte === colon) {
			valueStart ||= index + 1;
		} else if (depth === 1 && (byte === comma || byte === closingBrace || byte === closingBracket)) {
			if (valueStart > 0 && isWanted) values.push(trimmed(json.subarray(valueStart, index)));
			valueStart = 0;
			isWanted = false;
			if (byte !== comma) break;
		} else if (byte === closingBrace || byte === closingBracket) {
			depth--;
		}
	}
	return values;
};
