const percent = 0x25;
const plus = 0x2b;
const space = 0x20;
const ampersand = 0x26;
const equals = 0x3d;

/** The value of each byte as a hexadecimal digit; what is none makes every sum it is part of negative. */
const hexDigits = new Int16Array(256).fill(-256);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
	hexDigits[digit.charCodeAt(0)] = value;
	hexDigits[digit.toUpperCase().charCodeAt(0)] = value;
}

/** The byte that the `%xx` at `index` stands for; negative if there is none. Never reads beyond the end, which is slow. */
const escaped = (bytes: Buffer, index: number): number =>
	index + 2 < bytes.length
		? (hexDigits[bytes[index + 1] as number] as number) * 16 + (hexDigits[bytes[index + 2] as number] as number)
		: -1;

/** What a byte stands for, unless it begins a `%xx`. */
const asItIs = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const plusAsSpace = asItIs.map((byte) => (byte === plus ? space : byte));

/** Bytes, not text: what is no UTF-8 stays what it was. Malformed `%` sequences stay too, as in PHP. */
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

/** A form field's value: `%xx` is a byte and `+` a space. */
const formDecode = (bytes: Buffer): Buffer => decode(bytes, plusAsSpace);

/** PHP's `rawurldecode`: `%xx` is a byte, `+` stays. Gives the same buffer when there is nothing to decode. */
export const rawUrlDecode = (bytes: Buffer): Buffer => {
	let index = bytes.indexOf(percent);
	while (index >= 0 && escaped(bytes, index) < 0) index = bytes.indexOf(percent, index + 1);
	return index < 0 ? bytes : decode(bytes, asItIs);
};

const isNamed = (key: Buffer, name: Buffer): boolean => key.equals(name) || formDecode(key).equals(name);

/** The decoded values of every field `name` in a form-encoded body. */
export const formValues = (body: Buffer, name: string): Buffer[] => {
	const wanted = Buffer.from(name);
	const values: Buffer[] = [];
	for (let start = 0; start <= body.length; ) {
		const found = body.indexOf(ampersand, start);
		const end = found < 0 ? body.length : found;
		const pair = body.subarray(start, end);
		const middle = pair.indexOf(equals);
		const key = middle < 0 ? pair : pair.subarray(0, middle);
		if (isNamed(key, wanted)) values.push(middle < 0 ? Buffer.alloc(0) : formDecode(pair.subarray(middle + 1)));
		start = end + 1;
	}
	return values;
};
