import type { INodeProperties } from 'n8n-workflow';

const takenApart = ['collection', 'fixedCollection'];

/**
 * n8n takes the value of a collection apart before it evaluates expressions: it turns an expression in place of a list
 * into one blank row per letter, and one in place of an object into nothing. A hidden parameter of the same name after
 * the collection makes n8n hand over the value whole. The editor does not show it.
 */
export const keptWhole = (properties: INodeProperties[]): INodeProperties[] =>
	properties.flatMap((property) => {
		const { type, displayName, name, displayOptions, default: initial } = property;
		if (!takenApart.includes(type)) return [property];
		return [
			property,
			{ displayName, name, type: 'hidden', default: initial, ...(displayOptions && { displayOptions }) },
		];
	});
