import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { resources } from '../../../../nodes/OrderDesk/resources';
import { runNode } from '../../../support/engine/engine.cts';
import { byId, testStore } from '../../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => void (store = await testStore()));
afterEach(() => store.close());

/** Every locator of every operation, with all other locators of the operation filled in. */
const locators = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap(({ value: operation, fields }) => {
		const found = fields.filter(({ type }) => type === 'resourceLocator');
		return found.map((locator) => ({ resource, operation, locator, all: found }));
	}),
);

interface Locator {
	resource: string;
	operation: string;
	locator: INodeProperties;
	all: INodeProperties[];
}

/** What the operations ask for before they look at a locator. */
const required: INodeParameters = {
	note: 'x',
	adjustment: 1,
	name: 'x',
	tracking_number: 'T1',
	updateFields: { weight: 1 },
	source_id: '1',
	customer_first_name: 'Ann',
	order_items: { rows: [{ name: 'Mug' }] },
};

const errorOf = async ({ resource, operation, locator, all }: Locator, value: unknown) => {
	const others = Object.fromEntries(all.map(({ name, modes }) => [name, { ...byId('1'), mode: modes?.at(-1)?.name }]));
	const update = operation === 'update' &&
		resource === 'order' && { updateFields: { email: 'a@b.c' }, order_items: {} };
	const parameters = { resource, operation, ...required, ...update, ...others, [locator.name]: '={{ $json.v }}' };
	const items = [{ v: value }] as IDataObject[];
	return (await runNode({ credential: store.credential, parameters: parameters as INodeParameters, items })).error;
};

describe('a locator that an expression gives as an object', () => {
	it('is found in many operations', () => {
		expect(locators.length).toBeGreaterThan(15);
	});

	it.each(locators)('is refused with a mode that it does not have: $resource $operation $locator.name', async (one) => {
		const modes = (one.locator.modes ?? []).map(({ name }) => name).join(', ');
		const label = `'${one.locator.displayName}'`;
		for (const mode of ['sourceID', 'ID', 'url', 7, undefined, null, '', ' ']) {
			const error = await errorOf(one, { __rl: true, mode, value: '1' });
			expect(error?.message).toContain(label);
			expect(error?.message).toContain('mode');
			expect(error?.description).toContain(modes);
		}
		expect((await errorOf(one, { value: '1' }))?.message).toContain(label);
		expect((await errorOf(one, { id: '1' }))?.message).toContain(label);
		expect(store.sandbox.requests.total()).toBe(0);
	});

	it.each(locators)('is taken with each of its modes: $resource $operation $locator.name', async (one) => {
		const known = [...(one.locator.modes ?? []).map(({ name }) => ({ __rl: true, mode: name, value: '1' })), '1', 1];
		for (const value of known) {
			// There is no record or folder with this name, of which the store knows.
			const error = await errorOf(one, value);
			expect(error?.message ?? '').not.toMatch(/mode|is empty|has no value/);
		}
	});

	it.each([['source_name'], ['tag_name']])('is refused in %s with a mode that is none of its own', async (name) => {
		const [id = ''] = store.put(1);
		const update = async (v: IDataObject) => {
			const updateFields = { [name]: '={{ $json.v }}' };
			const parameters = { resource: 'order', operation: 'update', orderId: byId(id), updateFields };
			return (await runNode({ credential: store.credential, parameters, items: [{ v }] })).error;
		};
		for (const mode of ['id', undefined]) {
			const error = await update({ __rl: true, mode, value: 'Etsy' } as unknown as IDataObject);
			expect(error?.description).toContain('list, name');
		}
		expect(await update({ __rl: true, mode: 'list', value: 'Etsy', cachedResultName: 'Etsy' })).toBeUndefined();
		expect(store.sandbox.store.orders.get(id)).toMatchObject({ [name]: 'Etsy' });
	});
});
