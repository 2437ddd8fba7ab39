import { OrderDeskError } from '../errors';
import type { Query } from '../types';

export const defaultBaseUrl = 'https://app.orderdesk.me/api/v2';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const refuse = (message: string, advice: string) => new OrderDeskError('input', message, { advice });

/** Throws unless a key may travel to `address`: encrypted, or without leaving the machine. */
export const checkKeyTravelsSafely = (address: string): URL => {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))) return url;
	throw refuse(
		"The 'Base URL' of the credential has to start with https://",
		'Plain http:// is only allowed for a sandbox store on this machine (localhost), since the API key would travel in clear.',
	);
};

/** The base URL without a slash at its end. Throws when it is no address, or one to which a key must not travel. */
export const checkBaseUrl = (text: string): string => {
	const url = checkKeyTravelsSafely(text.trim() || defaultBaseUrl);
	if (url.username || url.password || url.search || url.hash) {
		throw refuse(
			"The 'Base URL' of the credential holds more than an address",
			`It should look like ${defaultBaseUrl}.`,
		);
	}
	return url.href.replace(/\/+$/, '');
};

/** Some servers decode more than once, but none so often. */
const mostLayers = 5;

/** With one layer of percent-encoding less; undefined where it is no text. */
const decodedOnce = (path: string): string | undefined => {
	try {
		return path.replace(/(%[0-9a-f]{2})+/gi, (encoded) => decodeURIComponent(encoded));
	} catch {
		return undefined;
	}
};

const startsAnew = /[\\?#\p{Cc}]|^[a-z][a-z0-9+.-]*:|\/\/|@/iu;
/** A part of dots only. Some servers take a part to end at a semicolon. */
const dots = /(^|\/)\.{1,2}([/;]|$)/;

/** Whether a path leads away in any of its layers. Characters that only look like dots and slashes count as such. */
const leadsAway = (path: string): boolean => {
	let decoded = path;
	for (let layer = 0; layer <= mostLayers; layer++) {
		const plain = decoded.normalize('NFKC');
		if (startsAnew.test(plain) || dots.test(plain)) return true;
		const next = decodedOnce(decoded);
		if (next === decoded) return false;
		if (next === undefined) return true;
		decoded = next;
	}
	return true;
};

/**
 * The path of a request put together by the user, relative to `baseUrl`. Throws for everything that would leave the
 * base URL: another host, `..` in any encoding, a backslash, a control character.
 */
export const checkPath = (baseUrl: string, path: string): string => {
	const outside = refuse(
		`The path '${path.slice(0, 80)}' leaves the Order Desk API`,
		"Give a path below the Base URL, such as '/orders', without a host and without '..'.",
	);
	const trimmed = path.trim();
	if (/[?#]/.test(trimmed)) {
		throw refuse(
			`The path '${trimmed.slice(0, 80)}' holds a query`,
			"Put query parameters into 'Query Parameters' instead.",
		);
	}
	const base = new URL(baseUrl);
	const url = new URL(`${baseUrl}/${trimmed.replace(/^\//, '')}`);
	const isBelow = url.origin === base.origin && url.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/`);
	if (!isBelow || leadsAway(trimmed)) throw outside;
	return `/${trimmed.replace(/^\//, '')}`;
};

/** A URL resolves these, and they would lead to another endpoint. Percent-encoding does not help against the dots. */
export const noPathPart = /^\.{0,2}$/;

/** Fills the `:name` parts, percent-encoded. Throws where one is empty or only dots, so that none reaches another endpoint. */
export const fillPath = (path: string, parts: Readonly<Record<string, string>>): string =>
	path.replace(/:(\w+)/g, (_, name: string) => {
		const value = parts[name] ?? '';
		if (!noPathPart.test(value)) return encodeURIComponent(value);
		throw new OrderDeskError('input', `'${value}' is not an ID of Order Desk`, {
			advice: 'An ID is a number. Check what the parameter or its expression gives.',
		});
	});

/** A query as the pairs that stand in the address: a list of values repeats its name, once for each. */
export const pairsOf = (query: Query = {}): Array<[name: string, value: string]> =>
	Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)]));
