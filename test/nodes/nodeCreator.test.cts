import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { OrderDesk } from '../../nodes/OrderDesk/OrderDesk.node';
import { OrderDeskPollingTrigger } from '../../nodes/OrderDeskPollingTrigger/OrderDeskPollingTrigger.node';
import { OrderDeskTrigger } from '../../nodes/OrderDeskTrigger/OrderDeskTrigger.node';
import { everyProperty } from '../support/engine/everyProperty.cts';

interface Codex {
	alias: string[];
	subcategories?: unknown;
}

const nodes = {
	OrderDesk: new OrderDesk().description,
	OrderDeskTrigger: new OrderDeskTrigger().description,
	OrderDeskPollingTrigger: new OrderDeskPollingTrigger().description,
};
const codexOf = (name: string): Codex =>
	JSON.parse(readFileSync(join(__dirname, '..', '..', 'nodes', name, `${name}.node.json`), 'utf8')) as Codex;

const choicesOf = ({ options = [] }: INodeProperties): INodePropertyOptions[] => options as INodePropertyOptions[];
const properties = Object.values(nodes).flatMap(({ properties: all }) => everyProperty(all));
const operations = properties.filter(({ name }) => name === 'operation').flatMap(choicesOf);
const events = properties.filter(({ name }) => name === 'event').flatMap(choicesOf);

/** Words that have capitals anywhere in a sentence. */
const names = /\b(Order Desk|SKU|API|IDs?)\b/g;
const isSentenceCase = (action: string): boolean => /^[A-Z…][^A-Z]*$/.test(action.replace(names, '…'));

describe('what the node creator shows', () => {
	it('is one entry with triggers and actions: n8n takes a node with subcategories of its own for a mere tool', () => {
		expect(Object.keys(nodes).filter((name) => codexOf(name).subcategories !== undefined)).toEqual([]);
		// n8n puts a trigger to the node of the same name without 'Trigger'.
		expect(nodes.OrderDeskTrigger.name).toBe(`${nodes.OrderDesk.name}Trigger`);
	});

	it('is found by what people call it, under the entry that n8n makes of both', () => {
		const { alias } = codexOf('OrderDesk');
		expect(alias).toEqual(
			expect.arrayContaining(codexOf('OrderDeskTrigger').alias.filter((name) => name !== 'Webhook')),
		);
		expect(alias).toEqual(expect.arrayContaining(['E-commerce', 'Warehouse', 'Fulfilment', 'Order imported']));
	});

	it('names every action and every event in sentence case, without articles', () => {
		const actions = [...operations, ...events].map(({ action = '' }) => action);
		expect(actions).toHaveLength(28 + 7 + 6);
		expect(actions.filter((action) => !isSentenceCase(action))).toEqual([]);
		expect(actions.filter((action) => /\b(a|an|the|on on)\b/i.test(action))).toEqual([]);
	});

	it('would be refused in another case: a negative control', () => {
		const actions = ['Get Many Orders', 'get order', 'Make api Request', 'Find SKU of order by ID', 'API request'];
		expect(actions.map(isSentenceCase)).toEqual([false, false, false, true, true]);
	});

	it('begins with the event that most workflows start with', () => {
		expect(choicesOf(nodes.OrderDeskTrigger.properties[0] as INodeProperties)[0]?.action).toBe('On order imported');
		expect(choicesOf(nodes.OrderDeskPollingTrigger.properties[0] as INodeProperties)[0]?.action).toBe('On new order');
	});

	it('speaks of Order Desk where n8n takes the word Trigger out of the name', () => {
		const services = Object.values(nodes).map(({ displayName }) => displayName.replace(/ trigger/i, ''));
		expect(services).toEqual(['Order Desk', 'Order Desk', 'Order Desk (Polling)']);
		expect(JSON.stringify(nodes.OrderDeskPollingTrigger.triggerPanel)).toContain('will regularly check Order Desk for');
	});
});

it('a list of choices is alphabetical, apart from those with a better order', () => {
	const ordered = ['event', 'list_source_name'];
	const unsorted = properties.filter(({ type, name, options }) => {
		if (!['options', 'multiOptions'].includes(type) || !options || ordered.includes(name)) return false;
		const names = options.map((option) => option.name);
		return names.join() !== [...names].sort((a, b) => a.localeCompare(b)).join();
	});
	expect(unsorted.map(({ displayName }) => displayName)).toEqual([]);
});
