/** A form field as PHP's `urlencode` writes it: a space is `+`, and only letters, digits and `-_.` stay as they are. */
export const formEncode = (text: string): string =>
	encodeURIComponent(text)
		.replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
		.replaceAll('%20', '+');

/** PHP's `rawurlencode`: the same, but that a space is `%20`. */
export const rawUrlEncode = (text: string): string => formEncode(text).replaceAll('+', '%20');

/** PHP's `rawurldecode`: `%xx` becomes a byte, a malformed `%` and `+` stay as they are. */
export function rawUrlDecode(text: string): Buffer {
	const bytes: Buffer[] = [];
	for (const part of text.split(/(%[0-9a-f]{2})/i)) {
		bytes.push(/^%[0-9a-f]{2}$/i.test(part) ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part, 'utf8'));
	}
	return Buffer.concat(bytes);
}
