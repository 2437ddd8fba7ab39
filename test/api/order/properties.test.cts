import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isOrderDeskError } from '../../../api/errors';
import { planOrder, remaining } from '../../../api/order/update/plan';
import type { OrderPatch } from '../../../api/order/update/patch';
import { withoutItems } from '../../../api/order/update/patch';
import type { JsonObject } from '../../../api/types';
import { anyUpdate } from '../../../bench/updates/anyOrder.cts';
import { unasked } from '../../../bench/updates/unasked.cts';

/** What is sent back for several patches. */
type SentFor = (fetched: JsonObject, patches: readonly OrderPatch[]) => JsonObject;

const ours: SentFor = (fetched, patches) => {
	const plan = planOrder(fetched, patches);
	const left = remaining(plan, fetched);
	if (isOrderDeskError(left) || plan.steps.some((step) => isOrderDeskError(step))) throw new Error('It has to apply');
	return withoutItems(left.record, plan.deletedItems);
};

const fieldsOf = (patches: readonly OrderPatch[]): JsonObject =>
	patches.reduce<JsonObject>((all, { fields }) => ({ ...all, ...fields }), {});

const changesOnlyWhatIsAsked = (sentFor: SentFor) =>
	fc.property(anyUpdate, ({ order, patches }) => {
		expect(unasked(order, sentFor(order, patches), patches)).toEqual([]);
	});

describe('an order that is sent back for an update', () => {
	it('is what was fetched but for the patches: no field blanked, no item lost, unknown fields kept', () => {
		fc.assert(changesOnlyWhatIsAsked(ours), { numRuns: 10_000 });
	});

	it.each<[string, SentFor]>([
		['only the given fields, as other connectors send them', (_, patches) => fieldsOf(patches)],
		[
			'only fields that are known',
			(fetched, patches) =>
				Object.fromEntries(Object.entries(ours(fetched, patches)).filter(([name]) => name !== 'not_in_any_table')),
		],
		['addresses and maps as a whole', (fetched, patches) => ({ ...ours(fetched, patches), ...fieldsOf(patches) })],
		[
			'items without what is not set in them',
			(fetched, patches) => ({
				...ours(fetched, patches),
				order_items: patches.flatMap(({ updateItems = [] }) =>
					updateItems.map(({ item, fields }) => ({ id: item, ...fields })),
				),
			}),
		],
		['nothing but new notes', (fetched, patches) => ({ ...ours(fetched, patches), order_notes: [] })],
	])('would be told from %s', (_, sentFor) => {
		expect(fc.check(changesOnlyWhatIsAsked(sentFor), { numRuns: 200 }).failed).toBe(true);
	});
});
