import type { Messages } from './message';

/** What is said of orders, their items and their shipments. */
export const orderMessages = {
	noSuchSourceId: {
		when: 'No order has this source ID.',
		text: "No order has the source ID '<sourceId>'",
		advice:
			"The source ID is the number the shop gave the order. For the number Order Desk gave it, choose 'By ID' under 'Order'.",
	},
	sharedSourceId: {
		when: 'Orders of several shops have this source ID.',
		text: "<count> orders have the source ID '<sourceId>'",
		advice: "Choose one 'By ID': <choices>.",
	},
	sharedByShops: {
		when: 'Create or Update finds several orders with the source ID.',
		text: "<count> orders have the source ID '<sourceId>', from <shops>",
		advice: "Give the 'Source Name' of the one you mean, or update it 'By ID': <choices>.",
	},
	sourceIdTaken: {
		kind: 'refused',
		when: 'Create is given a source ID or source name with blanks around it, and an order is stored so, which Order Desk does not find.',
		text: "Order <orderId> has the source ID '<sourceId>' already",
		advice: "Choose another 'If It Already Exists', or give another 'Source ID'.",
	},
	changedSince: {
		when: "'Only If Unchanged Since' is set, and the order has changed after that.",
		text: 'Order <orderId> was changed at <changed> UTC, after the time given, so it was not updated',
		advice:
			"Somebody else may have changed the same fields. Get the order again, check that your update still fits, and run it with the new 'Date Updated'. To update in any case, remove 'Only If Unchanged Since'.",
	},
	noSuchItem: {
		when: 'An update names an item that the order does not have.',
		text: "The order has no item with the ID or code '<item>'",
		advice: 'Name one of its items: <items>.',
	},
	sharedItemCode: {
		when: 'An update names an item by a code that several items of the order have.',
		text: "The order has <count> items with the code '<item>'",
		advice: 'Name one by its ID: <items>.',
	},
	itemNotDeleted: {
		kind: 'partial',
		when: 'The update succeeded, but an item could not be deleted.',
		text: 'Everything else was changed, but item <itemId> was not deleted: <reason>',
		advice: 'Look at the order in Order Desk and delete only the item: running this again would do the rest twice.',
	},
	notVerified: {
		kind: 'partial',
		when: "'Verify After Writing' is on, and the order cannot be read again after the update.",
		text: 'Everything was changed, but it could not be verified: <reason>',
		advice: 'Look at the order in Order Desk before you run this again.',
	},
	createdUnseen: {
		kind: 'uncertain',
		when: 'Order Desk says that it has created the order, and sends none.',
		text: 'Order Desk created the order, but did not send it',
		advice: 'Find it in Order Desk. Do not run this again, or it is created a second time.',
	},
	maybeCreated: {
		kind: 'unknown',
		when: 'The answer to a new order was lost for good. Its source ID keeps a repeat from creating a second one.',
		text: '<reason>',
		advice:
			'Look for the source ID <sourceId> in Order Desk before you run this again. Retry On Fail does it by itself.',
	},
	notMoved: {
		kind: 'refused',
		when: 'Order Desk moves the other orders of a request, and not this one.',
		text: "Order <orderId> was not moved to '<folder>'",
		advice:
			"Order Desk did not name it among the moved orders. Check that an order with this ID exists. For the shop's order number, choose 'By Source ID'.",
	},
	moveRefused: {
		kind: 'refused',
		when: 'Order Desk moves the other orders of a request, and says why it did not move this one.',
		text: "Order <orderId> was not moved to '<folder>'",
		advice: 'Correct what Order Desk says about it, and run this item again: <said>',
	},
	maybeMoved: {
		kind: 'uncertain',
		when: 'The answer to a move was lost, or does not name the order.',
		text: "Order Desk did not say whether it moved order <orderId> to '<folder>'",
		advice: 'Look at the history of the order in Order Desk before you run this again.',
	},
	maybeShipped: {
		kind: 'uncertain',
		when: 'The answer to new shipments does not say what became of this one.',
		text: 'Order Desk did not say whether it added the shipment to order <orderId>',
		advice:
			'Look at the shipments of the order in Order Desk before you run this again, so that nothing happens twice.',
	},
	trackingNumberTaken: {
		kind: 'refused',
		when: 'The order has another shipment with the tracking number.',
		text: '<refusal>',
		advice:
			"The order has a shipment with the tracking number '<trackingNumber>' already, by another carrier or with other items. Change that one with the operation 'Update'.",
	},
} as const satisfies Messages;
