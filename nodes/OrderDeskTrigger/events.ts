/** An event that Order Desk can post. The post does not name it, so each event needs a URL and a trigger of its own. */
export interface TriggerEvent {
	readonly value: string;
	/** The option in the editor. */
	readonly name: string;
	readonly description: string;
	/** The event in Order Desk's Rule Builder, as the set-up instructions name it; none if no rule can post it. */
	readonly ruleEvent?: string;
	/** One more step of the set-up that saves trouble. */
	readonly advice?: string;
}

/** Posted without a rule and without a signature: a secret in the URL stands in for it. */
export const shipmentNotification = 'shipmentNotification';

/** The only event that tells which folder an order came from and went to. */
export const folderChanged = 'folderChanged';

/** In the order of the editor: what most workflows start with comes first. */
export const triggerEvents: readonly TriggerEvent[] = [
	{
		value: 'orderImported',
		name: 'On Order Imported',
		description: 'When a new order comes in from a shop or marketplace',
		ruleEvent: "'Order is Imported'",
	},
	{
		value: 'orderCreatedManually',
		name: 'On Order Created Manually',
		description: 'When somebody creates an order by hand in Order Desk',
		ruleEvent: "'Order is Created Manually'",
	},
	{
		value: folderChanged,
		name: 'On Order Folder Changed',
		description: 'When an order is moved to another folder',
		ruleEvent: "'Folder is Changed'",
		advice: "Add a filter on the folder there, or under 'Filters' below, or every move of every order will arrive",
	},
	{
		value: 'orderUpdated',
		name: 'On Order Updated',
		description: 'When the details of an order are changed, by hand or through the API',
		ruleEvent: "'Order Details Changed'",
		advice:
			'Changes made by your own workflows arrive here too: make sure that they do not start themselves again and again',
	},
	{
		value: 'shipmentAdded',
		name: 'On Shipment Added',
		description: 'When an order gets a shipment, by hand, through the API or from a fulfillment service',
		ruleEvent: "'Shipment is Added'",
	},
	{
		value: shipmentNotification,
		name: 'On Shipment Notification',
		description: 'When an order that carries the URL of this trigger in its metadata gets a shipment; needs no rule',
	},
	{
		value: 'anyEvent',
		name: 'On Any Rule Event',
		description: 'For any event of the Rule Builder, such as a shipment or a note that was added',
		ruleEvent: 'the one you want to hear of',
	},
];
