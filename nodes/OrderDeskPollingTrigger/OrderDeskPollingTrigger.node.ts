import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { forOneStore, forSeveralStores } from '../connection/authentication';
import { knownStores } from '../connection/knownStore';
import { testStore } from '../connection/credentialTest/testStore';
import { testStores } from '../connection/credentialTest/testStores';
import { getFolders } from '../shared/folders';
import { sensitiveOutputFields } from '../shared/sensitiveFields';
import { workflowMemory } from '../shared/workflowMemory';
import { Checks } from './check';
import { watchedEvents } from './events';
import { properties } from './properties';
import { triggerPanel } from './triggerPanel';

/** For the line under the node on the canvas. */
const eventNames = Object.fromEntries(watchedEvents.map(({ value, name }) => [value, name]));

const checks = new Checks(() => Date.now(), workflowMemory, knownStores);

export class OrderDeskPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Order Desk (Polling) Trigger',
		name: 'orderDeskPollingTrigger',
		icon: { light: 'file:../../icons/orderDesk.svg', dark: 'file:../../icons/orderDesk.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ ${JSON.stringify(eventNames)}[$parameter["event"]] }}`,
		description: 'Checks Order Desk for new and changed orders, shipments and inventory at set times',
		eventTriggerDescription: '',
		activationMessage: 'Order Desk is now checked at the chosen times.',
		defaults: { name: 'Order Desk (Polling) Trigger' },
		polling: true,
		triggerPanel,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'orderDeskApi', required: true, displayOptions: forOneStore, testedBy: 'testStore' },
			{ name: 'orderDeskStoresApi', required: true, displayOptions: forSeveralStores, testedBy: 'testStores' },
		],
		sensitiveOutputFields,
		properties,
	};

	methods = { loadOptions: { getFolders }, credentialTest: { testStore, testStores } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await checks.run(this);
	}
}
