import type { Messages } from './message';

/** What may become of any request. `<does>` is what it was to do, such as "get order 42". */
export const requestMessages = {
	unreached: {
		kind: 'unreached',
		when: 'No connection to the Base URL can be made: the request was not sent.',
		text: 'Order Desk could not be reached',
		advice: "Check the network of this n8n and the 'Base URL' of the credential. Then run this again to <does>.",
	},
	brokenConnection: {
		kind: 'unknown',
		when: 'The connection breaks while the answer is awaited, and again at every repeat.',
		text: 'The connection to Order Desk broke before it answered',
		advice: "Check the network of this n8n and the 'Base URL' of the credential. Then run this again to <does>.",
	},
	timedOut: {
		kind: 'unknown',
		when: 'The answer takes more than a minute, and again at every repeat.',
		text: 'Order Desk did not answer in time',
		advice: 'Order Desk is slow or down. Run this again later to <does>.',
	},
	serverError: {
		kind: 'unknown',
		when: 'Order Desk reports a failure of its own, and again at every repeat.',
		text: 'Order Desk answered with HTTP <status>',
		advice:
			'Order Desk has a problem of its own. Run this again later to <does>. If it lasts, ask the support of Order Desk.',
	},
	unreadable: {
		kind: 'unknown',
		when: 'The answer is cut off, or no answer of Order Desk at all, and again at every repeat.',
		text: 'Order Desk sent an answer that cannot be read',
		advice: "Check that the 'Base URL' of the credential ends in /api/v2. If it does, run this again later to <does>.",
	},
	throttled: {
		kind: 'throttled',
		when: 'Order Desk goes on refusing requests beyond its limit, however long they wait.',
		text: 'Order Desk is receiving too many requests for this store',
		advice: 'Something else uses up the limit of this store. Find out what, or run this again later to <does>.',
	},
	unauthorized: {
		kind: 'unauthorized',
		when: 'Order Desk refuses the credential.',
		text: 'Order Desk does not accept this Store ID and API Key (<said>)',
		advice: 'In Order Desk, open Store Settings > API and copy both into the credential again.',
	},
	redirected: {
		kind: 'refused',
		when: 'The answer is a redirect.',
		text: 'Order Desk pointed to another address, which was not followed',
		advice:
			"Correct the 'Base URL' of the credential. Redirects are never followed, so that the API key stays where it belongs.",
	},
	refused: {
		kind: 'refused',
		when: 'Order Desk refuses a request. What it says about it stands at the end.',
		text: 'Order Desk did not <does>: <said>',
		advice: 'Correct what Order Desk complains about, and run this item again.',
	},
	notFound: {
		kind: 'refused',
		when: 'Order Desk knows no record with this ID.',
		text: 'Order Desk did not <does>: <said>',
		advice:
			"Check the ID: it has to be the one that Order Desk gave the record in this store. The shop's order number is not the ID but the source ID.",
	},
	notAtBaseUrl: {
		kind: 'refused',
		when: 'A search or a list is answered as if there were none: the Base URL is another one.',
		text: 'Order Desk did not <does>: <said>',
		advice: "Check the 'Base URL' of the credential: it ends in /api/v2, for a sandbox too.",
	},
	noSuchPath: {
		kind: 'refused',
		when: 'API Call asks for a path that Order Desk does not have.',
		text: 'Order Desk did not <does>: <said>',
		advice: "Check 'Path' and 'Method' against Order Desk's API reference.",
	},
	nothingAtPath: {
		kind: 'refused',
		when: 'API Call asks for a path with an ID in it, and Order Desk finds nothing there.',
		text: 'Order Desk did not <does>: <said>',
		advice: "Check the ID in 'Path': it has to be the one that Order Desk gave the record in this store.",
	},
	orderExists: {
		kind: 'refused',
		when: 'An order with this source ID is there already.',
		text: 'Order Desk did not <does>: <said>',
		advice:
			"It is the order with the ID <orderId>. Use 'Create or Update', or choose under 'If It Already Exists' what to do with it.",
	},
	skuExists: {
		kind: 'refused',
		when: 'A new inventory item has the SKU of another one.',
		text: 'Order Desk did not <does>: <said>',
		advice: "Give the new item another SKU, or use 'Create or Update' to change the one that has it.",
	},
	storeDown: {
		kind: 'down',
		when: 'Order Desk has not answered for a while. It is asked again now and then, but no longer for each item.',
		text: 'Order Desk does not answer at present, so the request was not sent',
		advice: 'Nothing was changed by it. When Order Desk is back, run this again to <does>.',
	},
	endpointDown: {
		kind: 'down',
		when: 'One kind of request keeps failing while others succeed.',
		text: 'Order Desk keeps failing at requests of this kind, so this one was not sent',
		advice: 'Nothing was changed by it. When Order Desk is back, run this again to <does>.',
	},
	uncertain: {
		kind: 'uncertain',
		when: 'The answer to a write was lost, and it cannot be told whether the write has taken effect.',
		text: 'Order Desk may or may not have managed to <does> (<reason>)',
		advice: 'Look at the record in Order Desk before you run this again, so that nothing happens twice.',
	},
	cancelled: {
		kind: 'cancelled',
		when: 'Somebody stops the execution.',
		text: 'The execution was cancelled',
		advice: 'What it had begun may be done in Order Desk. Look there before you run the rest again.',
	},
} as const satisfies Messages;
