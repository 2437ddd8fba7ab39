import type { Messages } from '../../api/messages/message';

/** What single operations say. */
export const operationMessages = {
	noSuchOperation: {
		when: "'Resource' and 'Operation' do not go together.",
		text: "The operation '<operation>' is not known for the resource '<resource>'",
		advice: "Choose both again under 'Resource' and 'Operation'.",
	},
	noOperation: {
		when: "'Resource' or 'Operation' is not chosen.",
		text: "The parameter '<label>' has no value",
		advice: "Choose both again under 'Resource' and 'Operation'.",
	},
	operationAsExpression: {
		when: "'Resource' or 'Operation' is an expression, which n8n does not evaluate there.",
		text: "The parameter '<label>' takes no expression",
		advice: "Choose both again under 'Resource' and 'Operation'.",
	},
	noResult: {
		kind: 'unknown',
		when: 'A fault of this node, which should not happen.',
		text: 'No result came for this item',
		advice: 'Look at the record in Order Desk, and report this to the authors of the node.',
	},
	noStore: {
		when: "The expression under 'Store' gives nothing.",
		text: "The parameter '<label>' has no value",
		advice: 'Choose a store, or give the name or the Store ID of one, such as {{ $json.store_id }} of the input item.',
	},
	severalStores: {
		when: 'The stores of an item are given as a list, and the operation works in one.',
		text: 'The item names <count> stores, and the operation works in one',
		advice: "Name one store under 'Store'.",
	},
	chooseStoreFirst: {
		when: 'A list of the editor needs to know the store.',
		text: 'Choose the store first',
		advice: "The list shows what the store under 'Store' holds. With an expression there, choose by ID or by name.",
	},
	chooseOrderFirst: {
		when: 'A list of the editor needs to know the order.',
		text: 'Choose the order first, then <noun> of it',
		advice: "The list shows what the order under 'Order' holds. With an expression there, choose by ID.",
	},
	noItems: {
		when: 'A new order has no items.',
		text: 'The order has no items',
		advice: "Add at least one item under 'Order Items'.",
	},
	noCustomerName: {
		when: 'A new order names neither a person nor a company.',
		text: 'The order has no customer name',
		advice:
			"Order Desk needs a first name, last name or company: fill in 'Customer First Name' or 'Customer Last Name', or add a company to 'Customer Address' or 'Shipping Address'.",
	},
	newOrderWithoutItems: {
		when: 'Create or Update finds no such order, and no items are given for a new one.',
		text: "No order has the source ID '<sourceId>', and a new one needs items",
		advice: "Correct 'Source ID', or add at least one item under 'Order Items'.",
	},
	newOrderWithoutName: {
		when: 'Create or Update finds no such order, and no name is given for a new one.',
		text: "No order has the source ID '<sourceId>', and a new one needs a customer name",
		advice:
			"Correct 'Source ID', or fill in 'Customer First Name' or 'Customer Last Name', or add a company to 'Customer Address' or 'Shipping Address'.",
	},
	noSourceId: {
		when: 'Create or Update gets no source ID.',
		text: 'The order has no source ID',
		advice: "Give the order number of the shop as '<label>': without it, there is no telling whether the order exists.",
	},
	notificationUrlTwice: {
		when: 'The URL is given as a field and in the metadata.',
		text: "The '<label>' is given twice",
		advice: "Remove 'ship_notify_url' from 'Order Metadata'.",
	},
	unknownItemChange: {
		when: 'An expression under Order Items gives something that is neither added, changed nor deleted.',
		text: "'<label>' does not say what to do with '<name>'",
		advice: "Give the items to add under 'Add', and others under 'Change' or 'Delete'.",
	},
	noSuchPart: {
		when: 'The order has no item with the SKU, or no shipment with the tracking number.',
		text: "The order has no <part> with the <key> '<name>'",
		advice: 'Choose one that it has: <others>.',
	},
	sharedPart: {
		when: 'Several items of the order have the SKU, or several shipments the tracking number.',
		text: "The order has <count> <part>s with the <key> '<name>'",
		advice: "Choose one 'By ID': <ids>.",
	},
	quantityNotPositive: {
		when: 'A shipment of some of the items says 0 of one, or nothing.',
		text: "The quantity of '<label>' is not a number above 0",
		advice: "Give the 'Quantity' that is shipped, or remove '<label>'.",
	},
	skuTwice: {
		when: 'Create or Update gets two SKUs.',
		text: 'The SKU is given twice',
		advice: "Give it under 'Code (SKU)' only, and remove it from '<label>'.",
	},
	newItemWithoutName: {
		when: 'Create or Update finds no such inventory item, and no name is given for a new one.',
		text: "No inventory item has the SKU '<sku>', and a new one needs a name",
		advice: "Correct 'Code (SKU)', or add 'Name' under 'Additional Fields'.",
	},
	stockNotANumber: {
		when: 'Adjust Stock finds something other than a number in Order Desk.',
		text: 'The stock of the inventory item is not a number: <stock>',
		advice: "Set it with the operation 'Update' first.",
	},
	stockTooLarge: {
		when: 'Adjust Stock comes to a number that JavaScript cannot hold in whole units.',
		text: 'The stock of the inventory item would be too large a number: <stock>',
		advice: "Give a smaller 'Adjustment', or set the stock with the operation 'Update' first.",
	},
	fixedHeader: {
		when: 'API Call is to send a header that the credential or the connection sets.',
		text: "The header '<name>' cannot be set here",
		advice: "Remove it from '<label>'.",
	},
	impossibleHeader: {
		when: 'API Call is to send a header with a line break or the like in it.',
		text: "The header '<name>' holds characters that a header cannot have",
		advice: "Correct it under '<label>'.",
	},
	bodyNotAnObject: {
		when: 'The JSON body of API Call is a text or a number.',
		text: "The parameter '<label>' is not an object or a list: <value>",
		advice: "Its expression gave nothing, or another value. Choose 'None' under 'Body' to send no body.",
	},
	blankPut: {
		when: 'API Call is to replace a record with nothing.',
		text: 'A PUT without a body would blank the record',
		advice:
			"Give the whole record under '<label>', or use the operation 'Update', which leaves all other fields as they are.",
	},
	emptyBody: {
		when: 'API Call is to send a body, and it is empty.',
		text: "The parameter '<label>' is empty",
		advice: "Fill in '<label>', or choose 'None' under 'Body' to send no body.",
	},
	pagedByHand: {
		when: 'API Call is to read all pages, and its query names one.',
		text: "'<name>' in '<label>' and 'Return All Pages' exclude each other",
		advice: "Remove '<name>', or turn 'Return All Pages' off to read one page.",
	},
	notAPagedList: {
		when: 'API Call is to read all pages of something that is no list.',
		text: 'The reply is not a list: it holds <names>',
		advice: "Turn 'Return All Pages' off for a single record.",
	},
} as const satisfies Messages;
