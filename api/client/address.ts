import { addressMessages } from '../messages/addresses';
import { problem } from '../messages/message';
import { isBlankText } from '../records/blank';
import type { ApiRequest, Query } from '../types';

export const defaultBaseUrl = 'https://app.orderdesk.me/api/v2';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Throws OrderDeskError 'input' unless a key sent to `address` is encrypted or stays on this machine. */
export const checkKeyTravelsSafely = (address: string): URL => {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))) return url;
	throw problem(addressMessages.notEncrypted, {});
};

/** The base URL without a slash at its end. Throws OrderDeskError 'input' if a key must not travel there. */
export const checkBaseUrl = (text: string): string => {
	const url = checkKeyTravelsSafely(text.trim() || defaultBaseUrl);
	if (url.username || url.password || url.search || url.hash) {
		throw problem(addressMessages.notBare, {});
	}
	return url.href.replace(/\/+$/, '');
};

/** Some servers decode a path more than once, but none this often. */
const maxDecodings = 5;

/** Removes one layer of percent-encoding. Undefined if the result is not valid UTF-8. */
const decodedOnce = (path: string): string | undefined => {
	try {
		return path.replace(/(%[0-9a-f]{2})+/gi, (encoded) => decodeURIComponent(encoded));
	} catch {
		return undefined;
	}
};

/** A backslash, query, fragment, control character, half a character, scheme, empty path part or user name. */
const notPlain = /[\\?#\p{Cc}\p{Cs}]|^[a-z][a-z0-9+.-]*:|\/\/|@/iu;
/** A path part that is `.` or `..`. For some servers a part ends at a semicolon. */
const dotPart = /(^|\/)\.{1,2}([/;]|$)/;

/** A path decoded until nothing is left to decode; undefined where it leaves the API. Look-alikes of dots count as such. */
const decodedWithin = (path: string): string | undefined => {
	let decoded = path;
	for (let decodings = 0; decodings <= maxDecodings; decodings++) {
		const normalised = decoded.normalize('NFKC');
		if (notPlain.test(normalised) || dotPart.test(normalised)) return undefined;
		const next = decodedOnce(decoded);
		if (next === decoded) return decoded;
		if (next === undefined) return undefined;
		decoded = next;
	}
	return undefined;
};

/** What an expression leaves of a value that is not there, or that is no text. */
const strayPart = /^\s*(undefined|null|NaN|\[object [A-Z]\w*\])\s*$/;

/**
 * The path of a request put together by the user, relative to `baseUrl`, with a slash at its start. Throws
 * OrderDeskError 'input' if it leaves the base URL (another host, `..` in any encoding, backslash, control character),
 * or if a part of it is empty, which would reach another endpoint: `DELETE /orders/`, or is a text such as `undefined`.
 */
export const checkPath = (baseUrl: string, path: string): string => {
	const outside = problem(addressMessages.outside, { path: path.slice(0, 80) });
	const trimmed = path.trim();
	if (/[?#]/.test(trimmed)) {
		throw problem(addressMessages.withQuery, { path: trimmed.slice(0, 80) });
	}
	const inner = trimmed.replace(/^\//, '');
	const base = new URL(baseUrl);
	const url = new URL(`${baseUrl}/${inner}`);
	const isBelow = url.origin === base.origin && url.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/`);
	const decoded = decodedWithin(trimmed.replace(/(?<=[^/])\/+/g, '/'));
	if (!isBelow || decoded === undefined) throw outside;
	// A part of blanks reaches another endpoint, and so may what is encoded.
	if ([inner, decoded.replace(/^\//, '')].some((one) => one.split('/').some(isBlankText))) {
		throw problem(addressMessages.emptyPart, { path: trimmed.slice(0, 80) });
	}
	const stray = decoded.split('/').find((part) => strayPart.test(part));
	if (stray !== undefined) throw problem(addressMessages.strayPart, { path: trimmed.slice(0, 80), part: stray.trim() });
	return `/${inner}`;
};

/**
 * Path parts that would reach another endpoint, or none. A URL resolves dots, which percent-encoding does not protect, and
 * half a character, cut inside an emoji, cannot be encoded.
 */
const noPart = /^\.{0,2}$|\p{Cs}/u;

/** Fills in the `:name` parts, percent-encoded. Throws OrderDeskError 'input' if one would reach another endpoint. */
export const fillPath = (path: string, parts: Readonly<Record<string, string>>): string =>
	path.replace(/:(\w+)/g, (_, name: string) => {
		const value = parts[name] ?? '';
		if (!noPart.test(value)) return encodeURIComponent(value);
		throw problem(addressMessages.notAnId, { value });
	});

/** A query as name-value pairs for the URL. A list gives one pair for each of its values. */
export const queryPairs = (query: Query = {}): Array<[name: string, value: string]> =>
	Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]));

/** The length of a text within a query. */
export const encodedLength = (text: string): number => new URLSearchParams([['', text]]).toString().length - 1;

/** Many servers refuse an address that is longer, or break the connection. Characters. */
const maxUrlLength = 8_000;

/** Throws OrderDeskError 'input' where the address of a request would be too long, with what makes it so. */
export const checkLength = (baseUrl: string, { path, query }: Pick<ApiRequest, 'path' | 'query'>): void => {
	const pairs = queryPairs(query).map(([name, value]) => ({
		name,
		count: value.length,
		length: encodedLength(name) + encodedLength(value) + 2,
	}));
	const parts = [{ name: 'Path', count: path.length, length: baseUrl.length + path.length }, ...pairs];
	const [longest] = [...parts].sort((a, b) => b.length - a.length) as [(typeof parts)[0]];
	if (parts.reduce((sum, { length }) => sum + length, 0) > maxUrlLength)
		throw problem(addressMessages.tooLong, longest);
};
