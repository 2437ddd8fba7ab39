import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { forOneStore, forSeveralStores } from '../connection/authentication';
import { sensitiveOutputFields } from '../shared/sensitiveFields';
import { methods } from './methods';
import { nodeProperties } from './nodeProperties';
import { runOperation } from './run/runOperation';

export class OrderDesk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Order Desk',
		name: 'orderDesk',
		icon: { light: 'file:../../icons/orderDesk.svg', dark: 'file:../../icons/orderDesk.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["descriptionType"] ? "" : "Order Desk" }}',
		description: 'Work with orders, shipments, inventory and folders in Order Desk',
		defaults: { name: 'Order Desk' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'orderDeskApi', required: true, displayOptions: forOneStore, testedBy: 'testStore' },
			{ name: 'orderDeskStoresApi', required: true, displayOptions: forSeveralStores, testedBy: 'testStores' },
		],
		sensitiveOutputFields,
		properties: nodeProperties,
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
