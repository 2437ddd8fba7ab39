import type { Messages } from './message';

/** The stores of a credential. What cannot be read is never quoted: it holds a key. */
export const storeMessages = {
	notAStore: {
		when: 'A store in the credential with several stores cannot be read.',
		text: 'Store <number> of the list is not a name, a Store ID and an API Key',
		advice: "Write one store per line: its name, Store ID and API Key, such as 'Acme, 12345, key'.",
	},
	reservedName: {
		when: 'A store has the name that stands for all stores.',
		text: 'Store <number> of the list has the name <allStores>, which stands for all stores',
		advice: 'Give this store another name.',
	},
	repeatedStore: {
		when: 'Two stores of a credential have the same name or Store ID.',
		text: 'Store <number> of the list has the name or the Store ID of a store before it',
		advice: 'Give each store a name of its own, and list it once.',
	},
	noStores: {
		when: 'The credential with several stores is blank.',
		text: 'The credential lists no store',
		advice: "Write one store per line: its name, Store ID and API Key, such as 'Acme, 12345, key'.",
	},
	noSuchStore: {
		when: 'The credential does not list the store that is named.',
		text: "The credential lists no store '<store>'",
		advice: "Choose one of its stores under 'Store': <stores>.",
	},
	noStoreOfItem: {
		when: 'The fields of a credential are expressions, and give nothing for an input item.',
		text: 'The credential gives no Store ID and API Key for this item',
		advice:
			"Its fields are expressions. Check what they give for the item, or list the stores in a credential 'Order Desk Stores API'.",
	},
} as const satisfies Messages;
