import { formValues } from './formBytes';
import { firstByte, memberValues, stringValue } from './jsonBytes';

/** What was posted: its bytes, or the fields of a multipart form, which n8n parses itself. */
export type PostedBody = Buffer | Readonly<Record<string, unknown>>;

const [brace, bracket, quote] = [0x7b, 0x5b, 0x22];

/** Bytes. No order is anywhere near this size, and hashing what strangers send costs time. n8n's default limit. */
export const maxBytes = 16 * 1024 * 1024;

/** Nothing when there is not exactly one: whoever could choose among several could hide one behind the other. */
const onlyOne = (values: Buffer[]): Buffer[] => (values.length === 1 ? values : []);

const ofJson = (body: Buffer, first: number): Buffer[] => {
	if (first !== brace) return [body, stringValue(body)].filter((text) => text !== undefined);
	const [member, ...more] = memberValues(body, 'order');
	if (more.length > 0) return [];
	return [body, member, member && stringValue(member)].filter((text) => text !== undefined);
};

/**
 * The texts of a post that its signature may cover, the likeliest first; none when it carries no order, or several.
 * Which of the documented forms a post has is told by its shape, since its Content-Type need not fit: a form field
 * `order` (url-encoded or multipart), or JSON that is the order, `{order}`, or either as a text. Of JSON the documents
 * do not say what is signed: the body, the order in it, or the text that the order is.
 */
export const signedTexts = (body: PostedBody): Buffer[] => {
	if (!Buffer.isBuffer(body)) {
		const { order } = body;
		return typeof order === 'string' && order.length <= maxBytes ? [Buffer.from(order)] : [];
	}
	if (body.length > maxBytes) return [];
	const first = firstByte(body);
	const isJson = first === brace || first === bracket || first === quote;
	return isJson ? ofJson(body, first) : onlyOne(formValues(body, 'order'));
};
