import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../api/types';
import { endpoints } from '../../../sandbox/index.cts';
import { call, created, fetched, virtualSandbox } from '../../support/sandboxCall.cts';

const text = fc.string({ maxLength: 12, unit: 'binary' });
const map = fc.dictionary(
	fc.oneof(
		text.filter((key) => key !== ''),
		fc.constantFrom('__proto__', 'constructor'),
	),
	fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
	{ maxKeys: 3 },
);
const item = fc.record({
	name: text,
	price: fc.float({ min: 0, max: 99, noNaN: true }),
	quantity: fc.nat(5),
	metadata: map,
	variation_list: map,
});
const anyOrder = fc.record({
	customer: fc.record({ first_name: fc.constant('A'), city: text }),
	shipping_method: text,
	checkout_data: map,
	order_metadata: map,
	tax_total: fc.float({ min: 0, max: 99, noNaN: true }),
	discount_list: fc.array(fc.record({ name: text, amount: fc.nat(9) }), { maxLength: 2 }),
	order_notes: fc.array(fc.record({ username: text, content: text }), { maxLength: 2 }),
	order_items: fc.array(item, { minLength: 1, maxLength: 3 }),
});

/** Whether an order is the same after a PUT of `change` of what was fetched. */
async function survives(sent: JsonObject, change: (fetched: JsonObject) => JsonObject): Promise<boolean> {
	const sandbox = virtualSandbox();
	const { id } = await created(sandbox, sent);
	const before = await fetched(sandbox, id);
	await call(sandbox, 'PUT', `/orders/${id}`, change(before));
	return JSON.stringify(await fetched(sandbox, id)) === JSON.stringify(before);
}

describe('a PUT of everything that was fetched', () => {
	it('changes nothing, whatever the order holds', async () => {
		const property = fc.asyncProperty(anyOrder, (order) => survives(order as JsonObject, (whole) => whole));
		await fc.assert(property, { numRuns: 60 });
	});

	it('but for one field left out does change the order (negative control)', async () => {
		const withoutMethod = (whole: JsonObject): JsonObject => ({ ...whole, shipping_method: undefined as never });
		expect(await survives({ shipping_method: 'UPS' }, withoutMethod)).toBe(false);
	});
});

it('the sandbox has every endpoint of docs/order-desk.md, and no other', () => {
	const document = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'order-desk.md'), 'utf8');
	const listed = [...document.matchAll(/^\| \d+ +\| `([A-Z]+ \/[^`]+)` /gm)].map(([, endpoint]) => endpoint);
	expect(listed).toHaveLength(26);
	expect(endpoints.map(({ method, path }) => `${method} ${path.replaceAll('{inner}', '{id}')}`)).toEqual(listed);
});
