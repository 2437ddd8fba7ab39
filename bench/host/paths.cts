import type { Random } from '../../sandbox/index.cts';

const pick = <T,>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;

/** What people ask for. */
const honest = [
	'/orders',
	'orders',
	'/orders/3866382274',
	'/orders/3866382274/shipments',
	'/inventory-items/2510',
	'/store',
	' /orders ',
	'/batch-inventory-items',
	'/orders/Größe',
	'/orders/a%20b',
];

/** One machine by many names. */
const names = [
	'127.0.0.1',
	'localhost',
	'127.1',
	'2130706433',
	'0x7f000001',
	'0177.0.0.1',
	'[::ffff:127.0.0.1]',
	'１２７.０.０.１',
	'127。0。0。1',
	'LOCALHOST',
	'ⓛocalhost',
	'localhost.',
];

const schemes = ['http:', 'https:', 'HTTP:', 'ftp:', 'ws:', 'file:', 'javascript:', 'data:', 'blob:http:', 'ｈttp:'];

const slashes = ['//', '/', '\\\\', '/\\', '\\/', '///', '', '//\t', '／／', '%2f%2f', '%5c%5c', '/%09/', '∕∕'];

const users = ['', '@', 'user@', 'user:password@', '127.0.0.1@', 'app.orderdesk.me@', 'app.orderdesk.me:443@', '%40'];

/** Another host, in the place of the path. */
const elsewhere = (random: Random, port: number): string =>
	`${pick(random, [...schemes, ''])}${pick(random, slashes)}${pick(random, users)}${pick(random, names)}:${port}/orders`;

const ups = ['..', '.', '%2e%2e', '.%2e', '%2E.', '．．', '%c0%ae%c0%ae', '..;', '.\t.', '. .', '․․', '...', '..%00'];
const separators = ['/', '\\', '%2f', '%5c', '//', '／', '%c0%af', '\t/', ';/', '∕'];

/** Up and out of the base path. */
const outside = (random: Random): string => {
	const steps = 1 + Math.floor(random() * 5);
	let path = pick(random, ['', '/', '/orders/', 'orders/1/', '\\']);
	for (let step = 0; step < steps; step++) path += pick(random, ups) + pick(random, separators);
	return path + pick(random, ['', 'v1/orders', 'admin', 'api/v1/store', 'etc/passwd']);
};

/** Something honest, and more behind it. */
const injected = (random: Random, port: number): string =>
	pick(random, honest) +
	pick(random, [
		'?',
		'#',
		'?#',
		'%3f',
		'%23',
		'\r\n',
		'%0d%0a',
		'\n',
		'\t',
		'\0',
		'%00',
		' HTTP/1.1\r\nHost: ',
		';',
		'&',
	]) +
	pick(random, [`@127.0.0.1:${port}`, `//127.0.0.1:${port}/`, `Host: 127.0.0.1:${port}\r\n\r\n`, '../..', 'a=1', '']);

const long = (random: Random, port: number): string => {
	const times = 200 + Math.floor(random() * 2_000);
	const piece = pick(random, ['../', 'a', '/', '%2e%2e/', './', '%25', '\\', '@', 'ä']);
	return `/orders/${piece.repeat(times)}${pick(random, ['', '../../..', `//127.0.0.1:${port}`])}`;
};

/** Encodes some characters, over what may be encoded already. */
const encoded = (random: Random, text: string): string => {
	const share = random();
	return [...text]
		.map((one) =>
			random() < share ? [...Buffer.from(one)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('') : one,
		)
		.join('');
};

/** The same with the percent signs encoded, so that it takes one more decoding to get at it. */
const deeper = (random: Random, text: string): string => {
	let result = encoded(random, text);
	for (let layers = Math.floor(random() * 8); layers > 0; layers--) result = result.replaceAll('%', '%25');
	return result;
};

/** Puts characters into a text that some programs pass over. */
const sprinkled = (random: Random, text: string): string => {
	const place = Math.floor(random() * (text.length + 1));
	return (
		text.slice(0, place) +
		pick(random, ['\t', '\n', '\r', '\u200b', '\u00ad', '\ufeff', ' ', '\u202e', '%']) +
		text.slice(place)
	);
};

/** A path that somebody, or their data, may fill in. @param port where the other host listens */
export const anyPath = (random: Random, port: number): string => {
	const draw = random();
	if (draw < 0.25) return pick(random, honest);
	const path = pick(random, [elsewhere, elsewhere, outside, outside, injected, long])(random, port);
	if (draw < 0.6) return path;
	if (draw < 0.8) return deeper(random, path.slice(0, 200));
	return sprinkled(random, path);
};

/** Where an answer may point to. */
export const anyLocation = (random: Random, port: number): string =>
	pick(random, [
		`http://127.0.0.1:${port}/api/v2/orders`,
		`//127.0.0.1:${port}/api/v2/orders`,
		`http://user:password@localhost:${port}/`,
		`HTTP://127.1:${port}`,
		`\\\\127.0.0.1:${port}/`,
		'/elsewhere',
		'../../elsewhere',
	]);
