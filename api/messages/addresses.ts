import type { Messages } from './message';

/** The Base URL of the credential, and paths that the user gives. */
export const addressMessages = {
	notEncrypted: {
		when: 'The Base URL is neither https:// nor on this machine.',
		text: "The 'Base URL' of the credential has to start with https://",
		advice:
			'Give an address with https://. Plain http:// is only allowed for a sandbox store on this machine (localhost), since the API key would travel in clear.',
	},
	notBare: {
		when: 'The Base URL holds a user name, a query or a fragment.',
		text: "The 'Base URL' of the credential holds more than an address",
		advice: 'It should look like https://app.orderdesk.me/api/v2.',
	},
	outside: {
		when: 'The path of API Call names another host, or leads out of the API.',
		text: "The path '<path>' leaves the Order Desk API",
		advice: "Give a 'Path' below the Base URL, such as /orders, without a host and without '..'.",
	},
	withQuery: {
		when: 'The path of API Call holds a question mark or a hash sign.',
		text: "The path '<path>' holds a query",
		advice: "Put what follows the question mark into 'Query Parameters'.",
	},
	emptyPart: {
		when: 'There is nothing between two slashes in the path of API Call: it would reach another endpoint.',
		text: "A part of the path '<path>' is empty",
		advice: "An expression in 'Path' gave nothing, or there is a slash too many. Give every part a value.",
	},
	strayPart: {
		when: 'A part of the path of API Call is what an expression leaves that has found nothing, such as undefined.',
		text: "A part of the path '<path>' is '<part>'",
		advice: "An expression in 'Path' gave nothing, or no text. Correct it, so that every part gets a value.",
	},
	tooLong: {
		when: 'A search text, a source ID or a path makes an address that is longer than servers take.',
		text: "'<name>' is too long to be asked for: it has <count> characters",
		advice: 'Give a shorter text, or correct the field that it comes from.',
	},
	notAnId: {
		when: 'An ID within a path is empty, consists of dots, or was cut inside a character: it would reach another endpoint.',
		text: "'<value>' is not an ID of Order Desk",
		advice: 'An ID is a number. Check what the parameter or its expression gives.',
	},
} as const satisfies Messages;
