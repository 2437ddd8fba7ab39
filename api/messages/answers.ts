import type { Messages } from './message';

/** What is wrong with an answer of Order Desk that has arrived whole. */
export const answerMessages = {
	withoutRecord: {
		kind: 'unknown',
		when: 'Order Desk answers "success" and leaves out the record.',
		text: 'Order Desk answered without <record>',
		advice: "Look at the record with the operation 'API Call', and run this again.",
	},
	unreadableField: {
		kind: 'unknown',
		when: 'A list or an address of a record has a form that is not known, so that a change could lose it.',
		text: "Order Desk sent '<field>' in a form that cannot be read",
		advice: "Look at it with the operation 'API Call'.",
	},
	unstableList: {
		kind: 'unknown',
		when: 'A list comes in another sequence at every reading.',
		text: 'Order Desk lists its records in another sequence each time they are read',
		advice: 'Some may be missing, so none are returned. Run this again, or narrow the search with filters.',
	},
	repeatedPage: {
		kind: 'unknown',
		when: 'The next page of a list holds what the last one held, and so on.',
		text: 'Order Desk sends the same page of the list again and again',
		advice: 'Some records may be missing, so none are returned. Run this again, or narrow the search with filters.',
	},
	untoldPart: {
		kind: 'unknown',
		when: 'Several executions share a request, and the answer does not say what became of the rows of one.',
		text: 'Order Desk did not say what became of a part of the request',
		advice: 'Look at the records in Order Desk before you run this again.',
	},
	withoutTime: {
		kind: 'unknown',
		when: 'A polling trigger starts, and Order Desk does not say what time it has.',
		text: 'Order Desk did not tell the time',
		advice: 'The next check asks again.',
	},
	noSuchFolder: {
		when: 'The store has no such folder.',
		text: "The store has no folder with the <by> '<folder>'",
		advice: 'Choose one of its folders: <folders>.',
	},
	sharedFolderName: {
		when: 'Several folders of the store have this name, ignoring case.',
		text: "The store has <count> folders with the <by> '<folder>'",
		advice: 'Choose one by its ID: <folders>.',
	},
} as const satisfies Messages;
