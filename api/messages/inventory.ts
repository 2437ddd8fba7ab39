import type { Messages } from './message';

/** What is said of inventory items. */
export const inventoryMessages = {
	noSuchSku: {
		when: 'No inventory item has this SKU.',
		text: "No inventory item has the SKU '<sku>'",
		advice: 'Correct the SKU: it has to be written as in Order Desk, with the same capital and small letters.',
	},
	sharedSku: {
		when: 'Several inventory items have this SKU.',
		text: "<count> inventory items have the SKU '<sku>'",
		advice: "Choose one 'By ID': <ids>.",
	},
	impossibleSku: {
		when: 'The SKU is too long to be asked for, or was cut within a character.',
		text: "No inventory item can have the SKU '<sku>': it <flaw>",
		advice: 'Correct the field that the SKU comes from.',
	},
	notUpdated: {
		kind: 'refused',
		when: 'Order Desk updates the other items of a request, and not this one.',
		text: 'Order Desk did not update the inventory item <id> (<sku>)',
		advice: 'It took the other items of the same request. Check the values, and that no other item has this SKU.',
	},
	maybeUpdated: {
		kind: 'uncertain',
		when: 'The answer to an update of inventory items was lost, and the items do not show whether it has taken effect.',
		text: 'Order Desk may or may not have updated the inventory item <id>',
		advice: 'Look at the item in Order Desk before you run this again.',
	},
} as const satisfies Messages;
