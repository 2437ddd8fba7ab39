/** The events of Order Desk's rule builder (docs/order-desk.md 3.1), with the labels staff see. */
export const eventLabels = {
	orderImported: 'Order is Imported',
	orderCreatedManually: 'Order is Created Manually',
	orderCreated: 'Order Created',
	folderChanged: 'Folder is Changed',
	orderConfirmed: 'Order Confirmed',
	orderDuplicated: 'Order is Duplicated',
	orderSplit: 'Order is Split',
	orderDetailsChanged: 'Order Details Changed',
	orderAddressChanged: 'Order Address Changed',
	itemChanged: 'Item Changed',
	noteAdded: 'Note Added',
	shipmentAdded: 'Shipment is Added',
	pdfCreated: 'PDF Created',
	custom: 'Custom Event',
} as const;

export type EventName = keyof typeof eventLabels;

export const eventNames = Object.keys(eventLabels) as EventName[];

export const isEventName = (name: unknown): name is EventName =>
	typeof name === 'string' && Object.hasOwn(eventLabels, name);
