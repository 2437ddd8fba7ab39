import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../../nodes/OrderDesk/resources';
import { isFillable, offeredBy } from '../support/engine/toolParameters.cts';

const operations = resources.flatMap(({ value: resource, operations: all }) =>
	all.map(({ value: operation }) => {
		const of = `${resource} ${operation}`;
		return { of, offered: offeredBy(of) };
	}),
);

/** What the description of a parameter lacks for a model, which reads nothing else. */
const lacks = ({ type, required, description = '' }: INodeProperties): string[] => {
	if (type === 'boolean') return /^Whether /.test(description) ? [] : ['Whether'];
	return [
		...(/such as |one of |: [A-Z]+, or /i.test(description) ? [] : ['a format or example']),
		...(required || type === 'number' || /\b(empty|default|needed)\b/i.test(description) ? [] : ['what empty means']),
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
		const forced = fillable.filter(({ place, property }) => property.type === 'number' && place.includes('>'));
		expect(forced.map(({ place }) => place)).toEqual([]);
	});

	it.each(operations)('has a name of its own in $of, since n8n hands values over by names', ({ offered }) => {
		const keys = offered.filter(({ property }) => isFillable(property)).map(({ key }) => key);
		expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([]);
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
