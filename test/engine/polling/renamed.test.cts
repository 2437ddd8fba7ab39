import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { StoredState } from '../../../nodes/OrderDeskPollingTrigger/storedState';
import { WorkflowMemory } from '../../../nodes/shared/workflowMemory';
import { fullOrder } from '../../support/virtualStore.cts';
import { nodeOf, workflowOf } from '../../support/engine/engine.cts';
import { pollingTrigger } from '../../support/engine/pollingTrigger.cts';
import { testStore } from '../../support/engine/sandboxStore.cts';
import type { TestStore } from '../../support/engine/sandboxStore.cts';

let store: TestStore;
beforeEach(async () => (store = await testStore()));
afterEach(async () => await store.close());

let numbers = 0;
const imported = () => store.sandbox.store.orders.create(fullOrder({ source_id: `renamed-${++numbers}` }), 'import').id;
const ids = (items: IDataObject[]) => items.map(({ id }) => id);

describe('a polling trigger that is renamed', () => {
	it('loses and repeats nothing, whatever it starts with', async () => {
		for (const options of [{}, { startAt: '2020-01-01T00:00:00' }]) {
			const trigger = pollingTrigger(store.credential, { event: 'newOrder', options });
			await trigger.check();
			const first = imported();
			expect(ids(await trigger.check())).toEqual([first]);
			const meanwhile = imported();
			trigger.publish({ name: 'New orders' });
			expect(ids(await trigger.check())).toEqual([meanwhile]);
			trigger.restart();
			trigger.publish({ name: 'Orders' });
			const last = imported();
			expect(ids(await trigger.check())).toEqual([last]);
			expect(await trigger.check()).toEqual([]);
		}
	});

	it('is not taken for another one that had its name before', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		await trigger.check();
		imported();
		trigger.publish({ id: 'other' });
		expect(await trigger.check()).toEqual([]);
		const second = imported();
		expect(ids(await trigger.check())).toEqual([second]);
		trigger.publish({ id: '2' });
		expect(ids(await trigger.check())).toHaveLength(2);
	});

	it('keeps its state with n8n once that has durable cursors, which begin with what the node has', async () => {
		const trigger = pollingTrigger(store.credential, { event: 'newOrder' });
		await trigger.check();
		const first = imported();
		expect(ids(await trigger.check())).toEqual([first]);
		const saved = trigger.saved();
		let cursor = saved['node:Order Desk'] as IDataObject;
		const durable = pollingTrigger(
			store.credential,
			{ event: 'newOrder' },
			{ getWorkflowStaticData: (type: string) => (type === 'node' ? cursor : structuredClone(saved['global'])) },
		);
		const second = imported();
		expect(ids(await durable.check())).toEqual([second]);
		cursor = structuredClone(cursor);
		saved['global'] = {};
		expect(await durable.check()).toEqual([]);
	});
});

describe('the states of the triggers of a workflow', () => {
	const days = 86_400_000;
	const workflow = workflowOf([], {});
	const memory = new WorkflowMemory();
	const stateOf = (id: string) => {
		const node = { ...nodeOf('orderDeskPollingTrigger', {}), id, name: id };
		return new StoredState({
			getNode: () => node,
			getWorkflow: () => ({ id: '1', active: true }),
			getWorkflowStaticData: (type) => workflow.getStaticData(type, node),
		});
	};

	it('are kept apart, and those of deleted nodes do not stay for ever', () => {
		for (const id of ['a', 'b', 'deleted']) stateOf(id).write({ of: id }, 0, memory);
		for (let day = 10; day <= 50; day += 10) {
			stateOf('a').write({ of: 'a' }, day * days, memory);
			stateOf('b').write({ of: 'b' }, day * days, memory);
		}
		expect(['a', 'b', 'deleted'].map((id) => stateOf(id).read())).toEqual([{ of: 'a' }, { of: 'b' }, undefined]);
	});

	it('are all there when the workflow was off for a long time', () => {
		stateOf('a').write({ of: 'a' }, 500 * days, memory);
		expect(stateOf('b').read()).toEqual({ of: 'b' });
		stateOf('b').write({ of: 'b' }, 500 * days, memory);
		expect(stateOf('a').read()).toEqual({ of: 'a' });
	});

	it('are saved by n8n, also where other nodes keep data in the workflow', () => {
		Object.assign(workflow.getStaticData('global'), { mine: 1 });
		const { staticData } = workflow as unknown as { staticData: { __dataChanged: boolean } };
		staticData.__dataChanged = false;
		stateOf('a').write({ of: 'a' }, 501 * days, memory);
		expect(staticData.__dataChanged).toBe(true);
		expect(workflow.getStaticData('global')).toHaveProperty('mine', 1);
	});

	it('are dropped when they were not checked for 30 days in which another trigger was', () => {
		const write = (id: string, day: number) => stateOf(id).write({ of: id }, day * days, memory);
		for (const id of ['a', 'idle']) write(id, 600);
		for (const day of [629, 630, 630.5]) write('a', day);
		expect(stateOf('idle').read()).toEqual({ of: 'idle' });
		write('a', 631);
		expect(stateOf('idle').read()).toBeUndefined();
	});
});
