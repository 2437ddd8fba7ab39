import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { resources } from '../../nodes/OrderDesk/resources';
import { nodeProperties } from '../../nodes/OrderDesk/nodeProperties';

interface Offered {
	/** Labels from the outside inwards. */
	place: string;
	property: INodeProperties;
	/** Whether it is a cell of a row: then the key that n8n gives to a model has the number of the row. */
	inRow: boolean;
}

/** What stands at the top by now is shown in its former place only where a workflow has it there. */
const isShownInTool = ({ displayOptions: { show = {} } = {} }: INodeProperties): boolean =>
	(show['@tool']?.includes(true) ?? true) && !Object.keys(show).some((name) => name.startsWith('/additionalFields.'));

/** Everything that the node has in a tool, also what is inside collections. */
const offeredIn = (properties: INodeProperties[], outer = '', inRow = false): Offered[] =>
	properties.filter(isShownInTool).flatMap((property): Offered[] => {
		const place = `${outer}${property.displayName}`;
		if (property.type === 'collection') return offeredIn(property.options as INodeProperties[], `${place} > `, inRow);
		if (property.type !== 'fixedCollection') return [{ place, property, inRow }];
		const groups = property.options as INodePropertyCollection[];
		return groups.flatMap(({ values }) => offeredIn(values, `${place} > `, true));
	});

const operations = resources.flatMap(({ value: resource, operations: all }) =>
	all.map(({ value: operation }) => ({
		of: `${resource} ${operation}`,
		offered: offeredIn(
			nodeProperties.filter(({ displayOptions }) => {
				const { resource: ofResources, operation: ofOperations } = displayOptions?.show ?? {};
				return ofResources?.includes(resource) && ofOperations?.includes(operation);
			}),
		),
	})),
);

/** n8n's editor lets a model define any parameter but these. */
const isFillable = ({ type, noDataExpression }: INodeProperties): boolean =>
	!['options', 'notice', 'hidden', 'credentialsSelect'].includes(type) && noDataExpression !== true;

/** What the description of a parameter lacks for a model, which reads nothing else. */
const lacks = ({ type, required, description = '' }: INodeProperties): string[] => {
	if (type === 'boolean') return /^Whether /.test(description) ? [] : ['Whether'];
	return [
		...(/such as |one of |: [A-Z]+, or /i.test(description) ? [] : ['a format or example']),
		...(required || type === 'number' || /\b(empty|default)\b/i.test(description) ? [] : ['what empty means']),
	];
};

const fillable = operations.flatMap(({ of, offered }) =>
	offered.filter(({ property }) => isFillable(property)).map((one) => ({ of, ...one })),
);

describe('a parameter that a model can fill in', () => {
	it('says how: its format, an example, and what empty means', () => {
		expect(fillable.length).toBeGreaterThan(250);
		const silent = fillable.flatMap(({ of, place, property }) =>
			lacks(property).map((what) => `${of}: ${place} lacks ${what}: ${property.description ?? ''}`),
		);
		expect(silent).toEqual([]);
	});

	it('would be found if it said nothing', () => {
		expect(lacks({ displayName: 'A', name: 'a', type: 'string', default: '' })).toHaveLength(2);
		expect(lacks({ displayName: 'A', name: 'a', type: 'boolean', default: true, description: 'A' })).toHaveLength(1);
	});

	it('can be left empty, unless it is required: no number is among those in a collection', () => {
		const forced = fillable.filter(
			({ place, property, inRow }) => property.type === 'number' && place.includes('>') && !inRow,
		);
		expect(forced.map(({ place }) => place)).toEqual([]);
	});

	it.each(operations)('has a name of its own in $of, since n8n hands values over by names', ({ offered }) => {
		const names = offered
			.filter(({ property, inRow }) => isFillable(property) && !inRow)
			.map(({ property }) => property.displayName);
		expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
	});
});

describe('a choice', () => {
	it('can be filled in by a model, unless it is for whoever builds the workflow', () => {
		const choices = operations.flatMap(({ offered }) => offered.filter(({ property }) => property.type === 'options'));
		expect([...new Set(choices.map(({ property }) => property.displayName))].sort()).toEqual([
			'Body',
			'If It Already Exists',
			'Method',
			'Order Input',
			'Output',
		]);
	});
});
