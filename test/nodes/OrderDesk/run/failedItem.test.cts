import { describe, expect, it } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';
import type { INodeExecutionData } from 'n8n-workflow';
import { failedItem } from '../../../../nodes/OrderDesk/run/outputItems';
import { nodeOf } from '../../../support/engine/engine.cts';

describe('an item that failed', () => {
	const error = new NodeOperationError(nodeOf('orderDesk', {}), 'Order Desk said no', { description: 'Check the ID' });
	const json = { error: 'Order Desk said no', details: { advice: 'Check the ID' } };

	it('is known for one to every n8n that has an error output, and keeps its details when n8n copies it', () => {
		const item = failedItem(error, 3, 'continueErrorOutput');
		expect(item.error).toBe(error);
		expect({ ...item }).toEqual({ json, pairedItem: { item: 3 } });
		expect('error' in { ...item }).toBe(false);
	});

	it('lets n8n take the error away, as n8n 1.85 does', () => {
		const item: INodeExecutionData = failedItem(error, 3, 'continueErrorOutput');
		item.error = undefined as unknown as NodeOperationError;
		expect(item.error).toBeUndefined();
		expect({ ...item }).toEqual({ json, pairedItem: { item: 3 } });
	});

	it('has nothing beside its keys where the run goes on, since n8n would replace them', () => {
		const item = failedItem(error, 3, 'continueRegularOutput');
		expect(item).toEqual({ json, pairedItem: { item: 3 } });
		expect(item.error).toBeUndefined();
	});
});
