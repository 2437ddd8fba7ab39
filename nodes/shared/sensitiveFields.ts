/**
 * Fields of our output that n8n never shows. The shipment notification URL of an order carries the secret of a trigger.
 * n8n writes a path as names with dots, and a list as `name[*]`.
 */
export const sensitiveOutputFields: string[] = [
	// An order.
	'order_metadata.ship_notify_url',
	// A shipment with its order, and the reply to an API Call for one order or for a list.
	'order.order_metadata.ship_notify_url',
	'orders[*].order_metadata.ship_notify_url',
	// The preview of an update.
	'changes.order_metadata.before.ship_notify_url',
	'changes.order_metadata.after.ship_notify_url',
];
