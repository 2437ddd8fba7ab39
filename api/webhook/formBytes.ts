const percent = 0x25;
const plus = 0x2b;
const space = 0x20;
const ampersand = 0x26;
const equals = 0x3d;

/** PHP and n8n read no more fields of a form than this. */
export const maxFields = 1_000;

/** Each byte's value as a hexadecimal digit; any other byte makes a sum that it is part of negative. */
const hexDigits = new Int16Array(256).fill(-256);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
	hexDigits[digit.charCodeAt(0)] = value;
	hexDigits[digit.toUpperCase().charCodeAt(0)] = value;
}

/** The byte that the `%xx` at `index` stands for; negative if there is none. Reading beyond the end is slow. */
const escaped = (bytes: Buffer, index: number): number =>
	index + 2 < bytes.length
		? (hexDigits[bytes[index + 1] as number] as number) * 16 + (hexDigits[bytes[index + 2] as number] as number)
		: -1;

/** What a byte stands for, unless it begins a `%xx`. */
const asItIs = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const plusAsSpace = asItIs.map((byte) => (byte === plus ? space : byte));

/** Decodes bytes, not text, so that invalid UTF-8 is kept. Malformed `%` sequences are kept too, as in PHP. */
const decode = (bytes: Buffer, meaning: Uint8Array): Buffer => {
	const decoded = Buffer.allocUnsafe(bytes.length);
	let length = 0;
	for (let index = 0; index < bytes.length; index++) {
		let byte = bytes[index] as number;
		if (byte === percent) {
			const value = escaped(bytes, index);
			if (value >= 0) {
				byte = value;
				index += 2;
			}
		} else {
			byte = meaning[byte] as number;
		}
		decoded[length++] = byte;
	}
	return decoded.subarray(0, length);
};

/** Decodes a name or value of a form: `%xx` is a byte and `+` a space. */
const formDecode = (bytes: Buffer): Buffer => decode(bytes, plusAsSpace);

/** Looks at the last of three bytes first: unless it is a digit or a `%`, none of the three begins a `%xx`. */
const hasEscape = (bytes: Buffer): boolean => {
	let index = bytes.indexOf(percent);
	if (index < 0) return false;
	while (index + 2 < bytes.length) {
		const last = bytes[index + 2] as number;
		if ((hexDigits[last] as number) < 0) index += last === percent ? 2 : 3;
		else if (bytes[index] === percent && escaped(bytes, index) >= 0) return true;
		else index++;
	}
	return false;
};

/** PHP's `rawurldecode`: `%xx` is a byte, `+` stays. Returns the same buffer if there is nothing to decode. */
export const rawUrlDecode = (bytes: Buffer): Buffer => (hasEscape(bytes) ? decode(bytes, asItIs) : bytes);

/** A name of more than three bytes per letter is another one, however it is encoded: it is not decoded at all. */
const isNamed = (key: Buffer, name: Buffer): boolean => key.length <= 3 * name.length && formDecode(key).equals(name);

/**
 * The decoded value of the field `name` in a form-encoded body. Undefined if the body has no such field or several, or
 * more than `maxFields` fields: whoever could choose among several could hide one behind the other.
 */
export const formValue = (body: Buffer, name: string): Buffer | undefined => {
	const wanted = Buffer.from(name);
	let value: Buffer | undefined;
	let fields = 0;
	for (let start = 0; start <= body.length; ) {
		if (++fields > maxFields) return undefined;
		const found = body.indexOf(ampersand, start);
		const end = found < 0 ? body.length : found;
		const pair = body.subarray(start, end);
		const middle = pair.indexOf(equals);
		if (isNamed(middle < 0 ? pair : pair.subarray(0, middle), wanted)) {
			if (value) return undefined;
			value = middle < 0 ? Buffer.alloc(0) : pair.subarray(middle + 1);
		}
		start = end + 1;
	}
	return value && formDecode(value);
};
