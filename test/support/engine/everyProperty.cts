import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

/** All parameters of a node, also those inside collections. */
export const everyProperty = (properties: INodeProperties[]): INodeProperties[] =>
	properties.flatMap((property) => [
		property,
		...(property.type === 'collection' ? everyProperty(property.options as INodeProperties[]) : []),
		...(property.type === 'fixedCollection'
			? everyProperty((property.options as INodePropertyCollection[]).flatMap(({ values }) => values))
			: []),
	]);
