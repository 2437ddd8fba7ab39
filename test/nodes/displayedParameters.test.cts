import { describe, expect, it } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { OrderDesk } from '../../nodes/OrderDesk/OrderDesk.node';
import { OrderDeskPollingTrigger } from '../../nodes/OrderDeskPollingTrigger/OrderDeskPollingTrigger.node';
import { OrderDeskTrigger } from '../../nodes/OrderDeskTrigger/OrderDeskTrigger.node';

/** The lists of parameters inside a parameter. */
const listsIn = ({ options = [] }: INodeProperties): INodeProperties[][] => {
	const within = options;
	const parameters = within.filter((option): option is INodeProperties => 'type' in option && 'name' in option);
	return [parameters, ...within.flatMap((option) => ('values' in option ? [option.values] : []))].filter(
		(list) => list.length > 0,
	);
};

/** Conditions at which it fails where a value is missing. */
const textOnly = /"_cnd":\{"(startsWith|endsWith|includes)"/;

/**
 * What n8n before 2.41 cannot put in an order: it takes every name that a parameter is shown or hidden by for that of
 * a parameter beside it, unless it begins with a slash, and gives up where there is none.
 */
const unresolved = (list: INodeProperties[]): string[] => {
	const names = new Set(list.map(({ name }) => name));
	return list.flatMap((property) => {
		const conditions = Object.values(property.displayOptions ?? {}).flatMap((rule) =>
			Object.entries(rule as Record<string, unknown>),
		);
		const wrong = conditions.filter(
			([name, values]) => (!/^[@/]/.test(name) && !names.has(name)) || textOnly.test(JSON.stringify(values)),
		);
		return [...wrong.map(([name]) => `${property.name}: ${name}`), ...listsIn(property).flatMap(unresolved)];
	});
};

describe('a parameter', () => {
	it.each([new OrderDesk(), new OrderDeskTrigger(), new OrderDeskPollingTrigger()])(
		'depends only on parameters beside it, or names the way from the top: $description.name',
		({ description }) => {
			expect(description.properties.length).toBeGreaterThan(3);
			expect(unresolved(description.properties)).toEqual([]);
		},
	);

	it('is shown by n8n that knows nothing of tools, which have a variant of their own', () => {
		const { properties } = new OrderDesk().description;
		const rules = properties.map(({ displayOptions }) => displayOptions ?? {});
		expect(rules.filter(({ hide }) => hide?.['@tool']).length).toBeGreaterThan(10);
		expect(rules.filter(({ hide }) => hide?.['@tool']).length).toBe(rules.filter(({ show }) => show?.['@tool']).length);
		expect(rules.filter(({ show }) => show?.['@tool']?.includes(false))).toEqual([]);
	});

	it('of the polling trigger speaks of a filter on folders only where there is one', () => {
		const { description } = new OrderDeskPollingTrigger();
		const node = { typeVersion: 1 };
		const notices = (parameters: INodeParameters): string[] =>
			description.properties
				.filter(({ type }) => type === 'notice')
				.filter((notice) => NodeHelpers.displayParameter(parameters, notice, node, description))
				.map(({ displayName }) => displayName);
		expect(notices({ event: 'newOrder', filters: {} })).toEqual([]);
		expect(notices({ event: 'newOrder', filters: { sourceNames: 'Etsy' } })).toEqual([]);
		expect(notices({ event: 'newOrder', filters: { folders: ['1'] } })).toEqual([expect.stringMatching(/folders/)]);
		expect(notices({ event: 'newShipment', filters: {} })).toHaveLength(1);
		expect(notices({ event: 'newShipment', filters: { folders: ['1'] } })).toHaveLength(2);
	});

	it('that does not is found: a negative control', () => {
		const text = (name: string, ...shownBy: string[]): INodeProperties => ({
			displayName: name,
			name,
			type: 'string',
			default: '',
			displayOptions: { show: Object.fromEntries(shownBy.map((by) => [by, ['x']])) },
		});
		const inner = [text('star', 'sun', '/moon', '@version')];
		const fields: INodeProperties = { ...text('moon', 'sun'), type: 'collection', options: inner };
		const rows: INodeProperties = {
			...text('sun'),
			type: 'fixedCollection',
			options: [{ displayName: 'Row', name: 'row', values: [text('cloud', 'moon.star')] }],
		};
		expect(unresolved([fields, rows])).toEqual(['star: sun', 'cloud: moon.star']);
		const hide = { moon: [{ _cnd: { startsWith: '=' } }] };
		expect(unresolved([{ ...text('moon'), displayOptions: { hide } }])).toEqual(['moon: moon']);
	});
});
