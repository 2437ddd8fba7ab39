/** What a rule of Order Desk can be triggered by. The post does not say which rule sent it: one URL per event. */
export interface TriggerEvent {
	readonly value: string;
	/** The option in the editor. */
	readonly name: string;
	readonly description: string;
	/** The event in Order Desk's Rule Builder, as a step of the set-up names it. */
	readonly ruleEvent: string;
	/** One more step that saves trouble, where there is one. */
	readonly advice?: string;
}

export const triggerEvents: readonly TriggerEvent[] = [
	{
		value: 'anyEvent',
		name: 'On Any Rule Event',
		description: 'For any event of the Rule Builder, such as a shipment or a note that was added',
		ruleEvent: 'the one you want to hear of',
	},
	{
		value: 'folderChanged',
		name: 'On Order Folder Changed',
		description: 'When an order is moved to another folder',
		ruleEvent: "'Folder is Changed'",
		advice: 'Add a filter on the folder, or every move of every order will arrive here',
	},
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
];
