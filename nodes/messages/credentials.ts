import type { Messages } from '../../api/messages/message';

/** What the test of a credential says, beside what Order Desk may answer to any request. */
export const credentialMessages = {
	storeIdNotANumber: {
		when: 'The Store ID cannot be one.',
		text: "The Store ID '<storeId>' is not a number",
		advice: "In Order Desk, open Store Settings > API and copy the 'Store ID' again: it is a number such as 12345.",
	},
	impossibleKey: {
		when: 'The API Key is empty, or holds spaces or characters that no key has.',
		text: 'The API Key is empty, or holds characters that no key has',
		advice: "In Order Desk, open Store Settings > API and copy the 'API Key' again.",
	},
	nobodyAnswers: {
		when: 'No connection to the Base URL can be made, or it is not answered.',
		text: 'Nothing answers at <url> (<code>)',
		advice: "Correct the 'Base URL', or check the network of this n8n. A sandbox has to run on the machine of n8n.",
	},
	notOrderDesk: {
		when: 'What answers at the Base URL is a web page, a proxy or another service.',
		text: 'What answers at <url> is not Order Desk (HTTP <status>)',
		advice: "Correct the 'Base URL'. It ends in /api/v2, for a sandbox too.",
	},
	wrongStore: {
		kind: 'unauthorized',
		when: 'Order Desk does not know the Store ID.',
		text: 'Order Desk does not know the store <storeId> (<said>)',
		advice: "In Order Desk, open Store Settings > API and copy the 'Store ID' again.",
	},
	wrongKey: {
		kind: 'unauthorized',
		when: 'Order Desk refuses the API Key of this store. A Store ID that is not yours reads the same.',
		text: 'The API Key is not that of the store <storeId> (<said>)',
		advice: "In Order Desk, open Store Settings > API of this store, and copy 'Store ID' and 'API Key' again.",
	},
} as const satisfies Messages;
