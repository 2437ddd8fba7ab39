import { NodeConnectionTypes, sleep } from 'n8n-workflow';
import type { INodeType, INodeTypeDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { forOneStore, forSeveralStores } from '../connection/authentication';
import { knownStores } from '../connection/knownStore';
import { testStore } from '../connection/credentialTest/testStore';
import { testStores } from '../connection/credentialTest/testStores';
import { getFolders } from '../shared/folders';
import { sensitiveOutputFields } from '../shared/sensitiveFields';
import { workflowMemory } from '../shared/workflowMemory';
import { triggerEvents } from './events';
import { properties } from './properties';
import { Receiver } from './receiver';
import { triggerPanel } from './setupInstructions';

/** For the line under the node on the canvas. */
const eventNames = Object.fromEntries(triggerEvents.map(({ value, name }) => [value, name]));

const receiver = new Receiver({ now: () => Date.now(), sleep }, workflowMemory, knownStores);

export class OrderDeskTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Order Desk Trigger',
		name: 'orderDeskTrigger',
		icon: { light: 'file:../../icons/orderDesk.svg', dark: 'file:../../icons/orderDesk.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${JSON.stringify(eventNames)}[$parameter["event"]] }}`,
		description: 'Works with orders, shipments and inventory, and starts the workflow when Order Desk posts an order',
		eventTriggerDescription: 'Let the rule in Order Desk post an order to the Test URL',
		activationMessage: 'Orders that Order Desk posts to the Production URL now start this workflow.',
		defaults: { name: 'Order Desk Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'orderDeskApi', required: true, displayOptions: forOneStore, testedBy: 'testStore' },
			{ name: 'orderDeskStoresApi', required: true, displayOptions: forSeveralStores, testedBy: 'testStores' },
		],
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
		sensitiveOutputFields,
		properties,
	};

	methods = { loadOptions: { getFolders }, credentialTest: { testStore, testStores } };

	// Order Desk has no API for webhooks: the rule is made by hand, and there is nothing to register or remove.
	webhookMethods = {
		default: {
			checkExists: async (): Promise<boolean> => true,
			create: async (): Promise<boolean> => true,
			delete: async (): Promise<boolean> => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiver.receive(this);
	}
}
