import { formValue } from './formBytes';
import { firstByte, memberValues, stringValue } from './jsonBytes';

/** What was posted: its bytes, or the fields of a multipart form, which n8n parses itself. */
export type PostedBody = Buffer | Readonly<Record<string, unknown>>;

const [brace, bracket, quote] = [0x7b, 0x5b, 0x22];

/** Bytes. No order is anywhere near this size, and hashing what strangers send costs time. n8n's default limit. */
export const maxBytes = 16 * 1024 * 1024;

const isText = (text: Buffer | undefined): text is Buffer => text !== undefined;

const ofJson = (body: Buffer, first: number): Buffer[] => {
	if (first !== brace) return [body, stringValue(body)].filter(isText);
	const members = memberValues(body, 'order');
	if (!members || members.length > 1) return [];
	const [member] = members;
	return [body, member, member && stringValue(member)].filter(isText);
};

/**
 * The texts of a post that its signature may cover, the likeliest first; none if it carries no order, or several.
 * The form of a post is recognised by its content, since its Content-Type need not fit: a form field `order`
 * (url-encoded or multipart), or JSON that is the order, `{order}`, or either of them as a text. For JSON, no document
 * says what is signed: the body, the order in it, or the text that the order is.
 *
 * Costs a few passes over the body, whatever it holds: strangers can call it.
 */
export const signedTexts = (body: PostedBody): Buffer[] => {
	if (!Buffer.isBuffer(body)) {
		const { order } = body;
		return typeof order === 'string' && Buffer.byteLength(order) <= maxBytes ? [Buffer.from(order)] : [];
	}
	if (body.length > maxBytes) return [];
	const first = firstByte(body);
	const isJson = first === brace || first === bracket || first === quote;
	return isJson ? ofJson(body, first) : [formValue(body, 'order')].filter(isText);
};
