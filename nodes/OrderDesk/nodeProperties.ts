import { updateDisplayOptions } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import { authenticationProperty } from '../connection/authentication';
import { outputProperties } from '../shared/output';
import { keptWhole } from './properties/keptWhole';
import { storeProperties } from './storeProperties';
import { resources } from './resources';

const resourceProperty: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources.map(({ name, value, description }) => ({ name, value, description })),
	default: 'order',
};

/** All parameters of the node: the resource, the operations of each, and the fields of each operation. */
export const nodeProperties: INodeProperties[] = [
	authenticationProperty,
	resourceProperty,
	...resources.map(
		({ value: resource, operations, first: { value: initial } }): INodeProperties => ({
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: operations.map(({ name, value, action, description }) => ({ name, value, action, description })),
			default: initial,
		}),
	),
	...resources.flatMap(({ value, operations }) => storeProperties(value, operations)),
	...resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value: operation, fields, record }) =>
			updateDisplayOptions({ show: { resource: [resource], operation: [operation] } }, [
				...keptWhole(fields),
				...(record ? outputProperties(record) : []),
			]),
		),
	),
];
