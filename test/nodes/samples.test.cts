import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { eventColumns, outputSchema, withFirst } from '../../nodes/shared/outputSchema';
import { triggerRecord } from '../../nodes/OrderDeskTrigger/triggerItem';

interface Workflow {
	nodes: Array<{ name: string; type: string; parameters: INodeParameters }>;
	pinData: Record<string, Array<{ json: IDataObject }>>;
}

describe('the sample order', () => {
	it.each(['4-exactly-once.json', '5-shipment-notification.json'])('of %s is what its trigger would return', (file) => {
		const path = join(__dirname, '..', '..', 'examples', file);
		const { nodes, pinData } = JSON.parse(readFileSync(path, 'utf8')) as Workflow;
		const trigger = nodes.find(({ type }) => type.endsWith('.orderDeskTrigger'));
		const [sample] = pinData[trigger?.name ?? ''] ?? [];
		const item = sample?.json ?? {};
		const known = Object.keys(outputSchema(triggerRecord).properties ?? {});
		expect(Object.keys(item).filter((name) => !known.includes(name))).toEqual([]);
		expect(Object.keys(item)).toEqual(Object.keys(withFirst(eventColumns, item)));
		expect(item['event']).toBe(trigger?.parameters['event']);
		expect(item).toMatchObject({ folder_name: 'New', event_key: expect.stringMatching(/^[0-9a-f]{64}$/) });
		expect('shipment' in item).toBe(item['event'] === 'shipmentNotification');
	});
});
