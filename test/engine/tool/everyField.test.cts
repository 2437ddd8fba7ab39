import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../../nodes/OrderDesk/resources';
import { agentTool } from '../../support/engine/agentTool.cts';
import type { AgentTool } from '../../support/engine/agentTool.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';
import { offeredBy, toolParameters } from '../../support/engine/toolParameters.cts';
import { fullOrder } from '../../support/virtualStore.cts';

/* Plays an agent: it knows of a tool only what n8n tells a model, and gives every argument a value, as n8n demands. */

let store: TestStore;
beforeEach(async () => void (store = await testStore({ rateLimit: false })));
afterEach(() => store.close());

const all = resources.flatMap(({ value, operations }) => operations.map((operation) => `${value} ${operation.value}`));

interface Argument {
	type: string;
	description?: string;
}

/** What the model was told in the conversation: which records there are, and what cannot be left empty. */
const told = (): IDataObject => {
	const { orders, shipments, inventory } = store.sandbox.store;
	const items = ['shirt-b', 'cap-red'].map((code) => ({ name: code, code, quantity: 1, price: 5 }));
	const order = orders.create(
		fullOrder({ source_id: 'told', checkout_data: { a: 'b' }, order_items: items }),
		'silent',
	);
	return {
		Order: order.id,
		Order_Item: order.order_items[0]?.id,
		Shipment: shipments.add(order.id, { tracking_number: 'T1' }).id,
		Inventory_Item: inventory.add({ name: 'Glue', code: 'glue', stock: 5, price: 2 }).id,
		Folder: 'Prepared',
		Path: `/orders/${order.id}`,
		Only_If_Unchanged_Since: '',
	};
};

/** The longest piece of JSON at the first bracket of a text. */
const jsonIn = (text: string): string => {
	const start = text.search(/[[{]/);
	const ends = Array.from({ length: text.length - start }, (_, back) => text.length - back);
	const isValid = (end: number): boolean => {
		try {
			JSON.parse(text.slice(start, end));
			return true;
		} catch {
			return false;
		}
	};
	return text.slice(start, ends.find(isValid));
};

type Kind = 'json' | 'choice' | 'date' | 'number' | 'text';

/** What the description says that it is. */
const kindOf = ({ type, description = '' }: Argument): Kind => {
	if (/A JSON (list|object)/.test(description)) return 'json';
	if (/: one of /.test(description)) return 'choice';
	if (/\d{4}-\d\d-\d\dT/.test(description)) return 'date';
	return type === 'number' || /: a (whole )?number/.test(description) ? 'number' : 'text';
};

/** What a sensible model writes, after the description alone. */
const typicalOf = (argument: Argument): unknown => {
	const { type, description = '' } = argument;
	if (type === 'boolean') return false;
	const kind = kindOf(argument);
	if (kind === 'json') return jsonIn(description);
	if (kind === 'choice') return /: one of ([^,.]+)/.exec(description)?.[1];
	const example = /such as (.+?)(?=\.? [A-Z]|, |\.?$)/i.exec(description)?.[1] ?? '';
	return type === 'number' ? Number(example) : example;
};

/** What a model writes that has misunderstood; nothing where any text may be meant. */
const wrong: Partial<Record<Kind, string>> = { json: '{"oops": [', choice: 'maybe', date: 'soon', number: 'a few' };

const valuesFor = (tool: AgentTool, value: (name: string, argument: Argument) => unknown): IDataObject =>
	Object.fromEntries(
		Object.entries(tool.arguments).map(([name, argument]) => [name, value(name, argument)]),
	) as IDataObject;

const records = (): string => JSON.stringify([store.sandbox.store.orders.all(), store.sandbox.store.inventory.all()]);

const errorOf = async (call: Promise<string>): Promise<string> =>
	await call.then(
		() => '',
		(error: Error) => error.message,
	);

const required = (of: string) =>
	offeredBy(of)
		.filter(({ property }) => property.required)
		.map(({ key }) => key);

/** A row is named by its number in a message, and by its label in the name of an argument. */
const lastWord = (of: string, argument: string) =>
	offeredBy(of)
		.find(({ key }) => key === argument)
		?.property.displayName.split(' ')
		.at(-1);

/** What a new record cannot be without, though the parameter may be empty for one that exists. */
const neededToo: Record<string, string[]> = {
	create: ['Customer_Last_Name', 'Order_Items__JSON_'],
	upsert: ['Customer_Last_Name', 'Order_Items__JSON_', 'Name'],
};

/** These change something even if all that may be empty is. */
const changing = ['create', 'upsert', 'delete', 'move', 'adjustStock', 'addNote'];

describe.each(all)('a model that uses %s as a tool', (of) => {
	const [, operation = ''] = of.split(' ');
	const open = () => {
		const tool = agentTool(toolParameters(of), { credential: store.credential });
		const known = told();
		return { tool, typical: valuesFor(tool, (name, argument) => known[name] ?? typicalOf(argument)) };
	};

	it('gets its work done with what the descriptions say', async () => {
		const { tool, typical } = open();
		expect(await errorOf(tool.callChecked(typical))).toBe('');
	});

	it('leaves alone what it gives an empty text for', async () => {
		const { tool, typical } = open();
		const needed = [...required(of), ...(neededToo[operation] ?? [])];
		const empty = valuesFor(tool, (name, { type }) =>
			type === 'string' && !needed.includes(name) ? '' : typical[name],
		);
		const before = records();
		const error = await errorOf(tool.callChecked(empty));
		expect(error).toMatch(operation === 'update' ? /^There is nothing to update/ : /^$/);
		if (!changing.includes(operation)) expect(records()).toBe(before);
	});

	it('reads which argument it got wrong, and has changed nothing', async () => {
		const { tool, typical } = open();
		const before = records();
		for (const [name, argument] of Object.entries(tool.arguments)) {
			const value = argument.type === 'string' ? wrong[kindOf(argument)] : undefined;
			if (value === undefined) continue;
			expect(await errorOf(tool.callChecked({ ...typical, [name]: value }))).toContain(`${lastWord(of, name)}'`);
		}
		expect(records()).toBe(before);
	});
});

describe('a model that updates an order as a tool', () => {
	it('changes one field, and leaves alone all others that it gives an empty text for', async () => {
		const tool = agentTool(toolParameters('order update'), { credential: store.credential });
		const { Order } = told();
		const before = structuredClone(store.sandbox.store.orders.get(String(Order)));
		const values = valuesFor(tool, (name, { type }) =>
			name === 'Order' ? Order : name === 'Email' ? 'new@b.c' : type === 'boolean' ? false : '',
		);
		await tool.callChecked(values);
		const changed = { email: 'new@b.c', order_history: expect.any(Array), date_updated: expect.any(String) };
		expect(store.sandbox.store.orders.get(String(Order))).toEqual({ ...before, ...changed });
	});
});

it('names a folder or an order that is not there, with those there are', async () => {
	const known = told();
	const move = agentTool(toolParameters('order move'), { credential: store.credential });
	const options = { Only_If_in_Folder_Name_or_ID: '' };
	expect(await errorOf(move.callChecked({ Order: known['Order'], Folder: 'Nowhere', ...options }))).toContain(
		'Choose one of its folders: New (21654)',
	);
	expect(await errorOf(move.callChecked({ Order: 'A-17', Folder: 'Closed', ...options }))).toContain("'Order'");
});
