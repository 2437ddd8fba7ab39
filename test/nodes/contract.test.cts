import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { inventoryItemFields, orderFields, orderItemFields, shipmentFields } from '../../api/records/fields';
import { orderFilters } from '../../api/order/filters';
import { inventoryFilters } from '../../api/inventoryItem/filters';
import { OrderDeskApi } from '../../credentials/OrderDeskApi.credentials';
import { OrderDeskStoresApi } from '../../credentials/OrderDeskStoresApi.credentials';
import { OrderDesk } from '../../nodes/OrderDesk/OrderDesk.node';
import { OrderDeskPollingTrigger } from '../../nodes/OrderDeskPollingTrigger/OrderDeskPollingTrigger.node';
import { triggerEvents } from '../../nodes/OrderDeskTrigger/events';
import { OrderDeskTrigger } from '../../nodes/OrderDeskTrigger/OrderDeskTrigger.node';
import { everyProperty } from '../support/engine/everyProperty.cts';

const { description } = new OrderDesk();
const trigger = new OrderDeskTrigger().description;
const polling = new OrderDeskPollingTrigger().description;

const namesIn = (properties: INodeProperties[]) => [...new Set(properties.map(({ name }) => name))];

/** How records leave the node, for every operation that returns some. */
const output = ['output', 'outputFields'];

/** What every new order has. */
const newOrder = [
	'email',
	'customer_first_name',
	'customer_last_name',
	'shipping',
	'order_items',
	'order_items_json',
	'folderId',
	'orderJson',
	'additionalFields',
];

const shownFor = (resource: string, operation: string): INodeProperties[] =>
	description.properties.filter(({ name, displayOptions }) => {
		const show = displayOptions?.show ?? {};
		return name !== 'operation' && show['resource']?.includes(resource) && show['operation']?.includes(operation);
	});

const operationsOf = (resource: string): INodePropertyOptions[] =>
	(description.properties.find(
		({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.['resource']?.includes(resource),
	)?.options ?? []) as INodePropertyOptions[];

/** Workflows hold these names: once published, they change only with a version of the node. */
const contract: Record<string, Record<string, string[]>> = {
	order: {
		addNote: ['orderId', 'note', 'additionalFields', 'options', ...output],
		create: ['orderInput', ...newOrder, 'options', ...output],
		upsert: ['upsertNotice', 'orderInput', 'source_id', 'source_name', ...newOrder, ...output],
		delete: ['orderId'],
		get: ['orderId', 'options', ...output],
		getAll: ['returnAll', 'limit', 'filters', 'sort', 'options', ...output],
		move: ['moveNotice', 'orderId', 'folderId', 'options'],
		update: ['orderId', 'updateFields', 'order_items', 'order_items_json', 'options', ...output],
	},
	orderItem: {
		create: ['orderId', 'name', 'additionalFields', ...output],
		delete: ['orderId', 'orderItemId'],
		get: ['orderId', 'orderItemId', ...output],
		getAll: ['orderId', 'returnAll', 'limit', ...output],
		update: ['orderId', 'orderItemId', 'updateFields', ...output],
	},
	shipment: {
		create: ['orderId', 'tracking_number', 'carrier_code', 'shipment_method', 'additionalFields', ...output],
		delete: ['orderId', 'shipmentId'],
		get: ['orderId', 'shipmentId', ...output],
		getAll: ['orderId', 'returnAll', 'limit', ...output],
		update: ['orderId', 'shipmentId', 'updateFields', ...output],
	},
	inventoryItem: {
		adjustStock: ['inventoryItemId', 'adjustment', 'options', ...output],
		create: ['name', 'code', 'additionalFields', ...output],
		delete: ['inventoryItemId'],
		get: ['inventoryItemId', ...output],
		getAll: ['returnAll', 'limit', 'filters', ...output],
		update: ['inventoryItemId', 'updateFields', ...output],
		upsert: ['code', 'additionalFields', ...output],
	},
	folder: { getAll: ['returnAll', 'limit'] },
	store: { get: [] },
	apiCall: {
		request: ['method', 'path', 'queryParameters', 'headers', 'allPages', 'bodyFormat', 'jsonBody', 'formBody'],
	},
};

describe('the public names', () => {
	it('of nodes, credential and events stay', () => {
		expect([description.name, description.version]).toEqual(['orderDesk', 1]);
		expect([trigger.name, trigger.version]).toEqual(['orderDeskTrigger', 1]);
		expect(new OrderDeskApi().name).toBe('orderDeskApi');
		expect(namesIn(new OrderDeskApi().properties)).toEqual(['notice', 'storeId', 'apiKey', 'baseUrl']);
		expect(new OrderDeskStoresApi().name).toBe('orderDeskStoresApi');
		expect(namesIn(new OrderDeskStoresApi().properties)).toEqual(['notice', 'apiKeys', 'baseUrl']);
		const events = trigger.properties.find(({ name }) => name === 'event')?.options as INodePropertyOptions[];
		expect(events.map(({ value }) => value)).toEqual([
			'orderImported',
			'orderCreatedManually',
			'folderChanged',
			'orderUpdated',
			'shipmentAdded',
			'shipmentNotification',
			'anyEvent',
		]);
	});

	it('of the parameters of the trigger stay', () => {
		const notices = trigger.properties.filter(({ type }) => type === 'notice').map(({ name }) => name);
		const named = namesIn(trigger.properties).filter((name) => !notices.includes(name));
		expect(named).toEqual(['event', 'authentication', 'secret', 'filters', ...output, 'options']);
		const inside = (name: string) =>
			namesIn((trigger.properties.find((property) => property.name === name)?.options ?? []) as INodeProperties[]);
		expect(inside('filters')).toEqual(['folders', 'fromFolders', 'toFolders', 'sourceNames', 'countries']);
		expect(inside('options')).toEqual(['allowUnsigned', 'emitRepeats', 'emitUnusable']);
	});

	it('of the polling trigger stay', () => {
		expect([polling.name, polling.version]).toEqual(['orderDeskPollingTrigger', 1]);
		const shown = (event: string) =>
			polling.properties.filter(
				({ displayOptions, type }) => type !== 'notice' && (displayOptions?.show?.['event']?.includes(event) ?? true),
			);
		const inside = (event: string, name: string) =>
			namesIn(
				shown(event).flatMap((property) => (property.name === name ? (property.options as INodeProperties[]) : [])),
			);
		const events = polling.properties.find(({ name }) => name === 'event')?.options as INodePropertyOptions[];
		const common = ['authentication', 'event', 'filters', ...output, 'options'];
		const found = Object.fromEntries(
			events.map(({ value }): [string, string[]] => [String(value), namesIn(shown(String(value))).sort()]),
		);
		expect(found).toEqual({
			inventoryUpdated: [...common].sort(),
			lowStock: [...common, 'threshold'].sort(),
			newOrder: [...common].sort(),
			newShipment: [...common].sort(),
			orderMoved: [...common, 'toFolders'].sort(),
			orderUpdated: [...common].sort(),
		});
		expect(inside('newOrder', 'filters')).toEqual(['folders', 'sourceNames', 'countries']);
		expect(inside('lowStock', 'filters')).toEqual(['locations', 'updateSourceNot']);
		expect(inside('newOrder', 'options')).toEqual(['lookback', 'startAt']);
	});

	it('of resources, operations and parameters stay', () => {
		const found = Object.fromEntries(
			Object.keys(contract).map((resource) => [
				resource,
				Object.fromEntries(
					operationsOf(resource).map(({ value }) => {
						const [store, ...names] = namesIn(shownFor(resource, String(value)));
						// Every operation has this first, for several stores.
						expect(store).toBe('storeId');
						return [value, names];
					}),
				),
			]),
		);
		expect(found).toEqual(contract);
		expect(namesIn(description.properties).slice(0, 3)).toEqual(['authentication', 'resource', 'operation']);
	});

	it('inside collections are the names of the API', () => {
		const inside = (resource: string, operation: string, name: string) =>
			namesIn(
				(shownFor(resource, operation).find((property) => property.name === name)?.options ?? []) as INodeProperties[],
			);
		const known = [
			'ship_notify_url',
			// Instead of emptying the items of a shipment.
			'whole_order',
			...Object.keys(orderFields),
			...Object.keys(orderItemFields),
			...Object.keys(shipmentFields),
			...Object.keys(orderFilters),
			...Object.keys(inventoryItemFields),
			...Object.keys(inventoryFilters),
			// All of a list or map at once.
			...['checkout_data', 'order_metadata', 'discount_list', 'order_notes', 'variation_list', 'metadata'].map(
				(name) => `${name}_json`,
			),
		];
		const used = [
			...inside('order', 'create', 'additionalFields'),
			...inside('order', 'update', 'updateFields'),
			...inside('order', 'getAll', 'filters'),
			...inside('orderItem', 'create', 'additionalFields'),
			...inside('orderItem', 'update', 'updateFields'),
			...inside('shipment', 'create', 'additionalFields'),
			...inside('shipment', 'update', 'updateFields'),
			...inside('inventoryItem', 'create', 'additionalFields'),
			...inside('inventoryItem', 'upsert', 'additionalFields'),
			...inside('inventoryItem', 'update', 'updateFields'),
			...inside('inventoryItem', 'getAll', 'filters'),
		];
		expect(used.length).toBeGreaterThan(50);
		expect(used.filter((name) => !known.includes(name))).toEqual([]);
	});
});

describe('what the user reads', () => {
	const all = [description, trigger, polling].flatMap(({ properties }) => everyProperty(properties));

	it('shows no name of the API without a label', () => {
		const rawNames = all.filter(
			({ displayName, type }) => type !== 'notice' && (displayName === '' || /_/.test(displayName)),
		);
		expect(rawNames).toEqual([]);
	});

	it('has an action and a description for every operation', () => {
		for (const resource of Object.keys(contract)) {
			for (const { action, description: text } of operationsOf(resource)) {
				expect(action).toMatch(/^[A-Z]/);
				expect(text).toBeTruthy();
			}
		}
	});

	it('says where to click in Order Desk, for the key and for every event', () => {
		expect(JSON.stringify(new OrderDeskApi().properties)).toContain('Store Settings');
		for (const { value, ruleEvent } of triggerEvents) {
			const notice = trigger.properties.find(({ name }) => name === `${value}Notice`)?.displayName ?? '';
			expect(notice).toContain(ruleEvent ? 'Post Order JSON' : 'ship_notify_url');
			expect(notice).toContain('Production URL');
		}
	});
});
