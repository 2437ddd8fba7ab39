import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { triggerEvents } from './events';
import { receive } from './receive';
import { setupNotices, triggerPanel } from './setup';

/** For the line under the node on the canvas. */
const eventNames = Object.fromEntries(triggerEvents.map(({ value, name }) => [value, name]));

export class OrderDeskTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Order Desk Trigger',
		name: 'orderDeskTrigger',
		icon: { light: 'file:../../icons/orderDesk.svg', dark: 'file:../../icons/orderDesk.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${JSON.stringify(eventNames)}[$parameter["event"]] }}`,
		description: 'Starts the workflow when a rule in Order Desk posts an order',
		eventTriggerDescription: 'Run the rule in Order Desk for an order',
		activationMessage: 'Orders that Order Desk posts to the Production URL now start this workflow.',
		defaults: { name: 'Order Desk Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'orderDeskApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Makes n8n send the answer given by webhook() and no text of its own.
				responseData: '',
				path: 'webhook',
			},
		],
		triggerPanel,
		properties: [
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: triggerEvents.map(({ name, value, description }) => ({ name, value, description })),
				default: 'orderImported',
				description: 'What happens in Order Desk. Use one trigger for each event, since the post does not name it.',
			},
			...setupNotices,
		],
	};

	// Order Desk has no API for webhooks: the rule is made by hand, and there is nothing to register or remove.
	webhookMethods = {
		default: {
			checkExists: async (): Promise<boolean> => true,
			create: async (): Promise<boolean> => true,
			delete: async (): Promise<boolean> => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
