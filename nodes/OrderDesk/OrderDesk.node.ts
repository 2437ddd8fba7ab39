import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { methods } from './methods';
import { nodeProperties } from './properties';
import { runOperation } from './runner';

export class OrderDesk implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Order Desk',
		name: 'orderDesk',
		icon: { light: 'file:../../icons/orderDesk.svg', dark: 'file:../../icons/orderDesk.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Work with orders, shipments and folders in Order Desk',
		defaults: { name: 'Order Desk' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'orderDeskApi', required: true }],
		properties: nodeProperties,
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
