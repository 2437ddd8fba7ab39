import { describe, expect, it } from '@jest/globals';
import type { IPollFunctions } from 'n8n-workflow';
import type { OrderDeskClient } from '../../../api/client/client';
import type { Folder, Store } from '../../../api/store';
import type { StoreQuestion } from '../../../api/storeCache';
import { readSettings, subjectOf, watchedBy } from '../../../nodes/OrderDeskPollingTrigger/settings';

/** What the node says, and what its expressions give. */
const settingsOf = (values: Record<string, unknown> = {}, written: Record<string, unknown> = values) => {
	const given: Record<string, unknown> = { event: 'newOrder', ...values };
	const context = {
		getNode: () => ({ id: '1', name: 'Orders', type: 'orderDeskPollingTrigger', parameters: written }),
		getTimezone: () => 'Europe/Berlin',
		getNodeParameter: (name: string, fallback: unknown) => (name in given ? given[name] : fallback),
	};
	return readSettings(context as unknown as IPollFunctions);
};
const refusalOf = (read: () => unknown): string => {
	try {
		return `no refusal, but ${JSON.stringify(read())}`;
	} catch (error) {
		return (error as Error).message;
	}
};

describe('a polling trigger that is left as it is', () => {
	it('looks for all that is new, from the present on, and five minutes back', () => {
		const { startAt, ...settings } = settingsOf();
		expect(settings).toEqual({
			event: 'newOrder',
			toFolders: [],
			folders: [],
			sourceNames: [],
			countries: [],
			locations: [],
			updateSourceNot: [],
			threshold: 0,
			lookback: 300,
			foundWithin: undefined,
			shape: { mode: 'full', fields: [] },
		});
		expect([startAt.text, startAt.value()]).toEqual(['""', undefined]);
	});
});

describe('a setting', () => {
	it.each<[string, Record<string, unknown>]>([
		['Options', { options: 'odd' }],
		['Filters', { filters: 'odd' }],
		['Folder Names or IDs', { filters: { folders: [] } }],
		['Source Names', { filters: { sourceNames: ' ' } }],
		['Locations', { filters: { locations: ',' } }],
		['Update Source Not', { filters: { updateSourceNot: '' } }],
		['Lookback (Minutes)', { options: { lookback: '' } }],
		['Lookback (Minutes)', { options: { lookback: 'long' } }],
		['Threshold', { event: 'lowStock', threshold: 'low' }],
		['To Folder Names or IDs', { event: 'orderMoved', toFolders: ' , ' }],
	])('that says nothing of use is refused by its name: %s', (label, values) => {
		expect(refusalOf(() => settingsOf(values))).toContain(`'${label}'`);
	});

	it('of another event does not count, whatever it holds', () => {
		expect(settingsOf({ toFolders: ['New'], threshold: 'low' })).toMatchObject({ toFolders: [], threshold: 0 });
		expect(settingsOf({ event: 'orderMoved', toFolders: 'New, 7' })).toMatchObject({ toFolders: ['New', '7'] });
		expect(settingsOf({ event: 'lowStock' })).toMatchObject({ threshold: 5 });
		expect(settingsOf({ event: 'lowStock', threshold: '-2' })).toMatchObject({ threshold: -2 });
	});

	it('of the output is one of the record of the event', () => {
		const selected = (event: string, field: string) =>
			settingsOf({ event, output: 'selected', outputFields: [field] }).shape;
		expect(selected('lowStock', 'stock')).toEqual({ mode: 'selected', fields: ['stock'] });
		expect(selected('newShipment', 'tracking_number')).toEqual({ mode: 'selected', fields: ['tracking_number'] });
		expect(refusalOf(() => selected('lowStock', 'email'))).toContain('email');
	});
});

describe('the lookback', () => {
	it.each([
		[5, 300],
		[1, 60],
		[0.999, 60],
		[1.51, 91],
		['10', 600],
		[60, 3_600],
		[61, 3_600],
	])('of %j minutes is %i seconds', (minutes, seconds) => {
		expect(settingsOf({ options: { lookback: minutes } }).lookback).toBe(seconds);
	});
});

describe('the time in which an order is found', () => {
	const foundWithin = (pollTimes: unknown, folders: unknown = ['New']) =>
		settingsOf({ pollTimes, filters: { ...(folders !== undefined && { folders }) } }).foundWithin;

	it('is the lookback and the time between two checks', () => {
		expect(foundWithin({ item: [{ mode: 'everyHour' }] })).toBe(300 + 3_600);
		expect(foundWithin(undefined)).toBe(300 + 60);
	});

	it('is not known where a cron expression decides, and needs not be without a filter on folders', () => {
		expect(foundWithin({ item: [{ mode: 'custom' }] })).toBeUndefined();
		expect(settingsOf({ filters: { sourceNames: 'Etsy' } }).foundWithin).toBeUndefined();
	});
});

describe('the date that a trigger starts at', () => {
	it('is the second in which it lies, in the time zone of the workflow', () => {
		const startAt = (value: unknown) => settingsOf({ options: { startAt: value } }).startAt.value();
		expect(startAt('2026-01-15T12:00:00.900')).toBe(Date.UTC(2026, 0, 15, 11) / 1000);
		expect(refusalOf(() => startAt('soon'))).toBe("The parameter 'Start At' is not a date: soon");
		expect(refusalOf(() => startAt(''))).toBe("The parameter 'Start At' has no value");
	});

	it.each<[unknown, string]>([
		[{ startAt: '={{ $now }}' }, '"={{ $now }}"'],
		[{}, '""'],
		[{ startAt: null }, '""'],
		['={{ $json }}', '"={{ $json }}"'],
		[undefined, '""'],
	])('is known by what stands in the node: %j', (options, text) => {
		const values = { options: { startAt: '2026-01-15T12:00:00' } };
		expect(settingsOf(values, { options }).startAt.text).toBe(text);
	});

	it('is not looked at before it is needed', () => {
		expect(settingsOf({ options: { startAt: 'soon', lookback: 10 } }).lookback).toBe(600);
	});
});

const folders: Folder[] = [
	{ id: '7', name: 'New' },
	{ id: '8', name: 'Closed' },
];
const store: Store = { id: '1', name: '', timezone: 'UTC', settings: {}, folders };
const asking = () => {
	const asked: StoreQuestion[] = [];
	return { asked, ask: async (question: StoreQuestion) => (asked.push(question), await Promise.resolve(store)) };
};

describe('the folders that a trigger watches', () => {
	const settings = () => settingsOf({ event: 'orderMoved', toFolders: ['8', 'New'], filters: { folders: ['7'] } });

	it('are found by name or ID, and asked for only until all IDs are known', async () => {
		const known = new Set<string>();
		const { asked, ask } = asking();
		expect((await watchedBy(settings(), ask, known)).folders).toEqual(['8', '7']);
		expect([...known].sort()).toEqual(['7', '8']);
		expect(asked).toHaveLength(2);
		const byId = settingsOf({ event: 'orderMoved', toFolders: ['8', '7'], filters: { folders: '7' } });
		expect((await watchedBy(byId, ask, known)).folders).toEqual(['8', '7']);
		expect(asked).toHaveLength(2);
		await watchedBy(settings(), ask, known);
		expect(asked).toHaveLength(3);
	});

	it('are none of a store that lacks them', async () => {
		const missing = settingsOf({ filters: { folders: ['9'] } });
		await expect(watchedBy(missing, asking().ask)).rejects.toThrow("no folder with the name '9'");
	});
});

describe('a record', () => {
	const wanted = async (filters: object, record: Record<string, string>) =>
		(await watchedBy(settingsOf({ filters }), asking().ask)).wanted(record);

	it.each<[object, Record<string, string>, boolean]>([
		[{}, {}, true],
		[{ folders: ['New'] }, { folder_id: '7' }, true],
		[{ folders: ['New'] }, { folder_id: '8' }, false],
		[{ folders: ['New'] }, {}, false],
		[{ sourceNames: 'Etsy, eBay' }, { source_name: 'ebay' }, true],
		[{ sourceNames: 'Etsy' }, { source_name: 'Shopify' }, false],
		[{ locations: 'North' }, { location: 'NORTH' }, true],
		[{ locations: 'North' }, { location: 'South' }, false],
		[{ updateSourceNot: 'n8n' }, { update_source: 'n8n' }, false],
		[{ updateSourceNot: 'n8n' }, { update_source: 'Staff' }, true],
		[{ updateSourceNot: 'n8n' }, {}, true],
		[{ sourceNames: 'Etsy', locations: 'North' }, { source_name: 'Etsy', location: 'South' }, false],
		[{ sourceNames: 'Etsy', updateSourceNot: 'n8n' }, { source_name: 'Etsy', update_source: 'N8N' }, false],
	])('with the filters %j, %j is wanted: %s', async (filters, record, isWanted) => {
		expect(await wanted(filters, record)).toBe(isWanted);
	});
});

describe('what a trigger remembers', () => {
	const subject = (values: object, watched: { folders?: string[]; threshold?: number } = {}, storeKey = 'host 1') =>
		subjectOf({ storeKey } as OrderDeskClient, settingsOf({ ...values }), {
			folders: watched.folders ?? [],
			threshold: watched.threshold ?? 0,
			wanted: () => true,
		});
	const usual = subject({});

	it('is for one store, event, start, threshold and set of folders', () => {
		const others = [
			subject({}, {}, 'host 2'),
			subject({ event: 'orderUpdated' }),
			subject({ options: { startAt: '2026-01-15' } }),
			subject({}, { folders: ['7'] }),
			subject({}, { folders: ['7', '8'] }),
			subject({}, { threshold: 1 }),
		];
		expect(new Set([usual, ...others]).size).toBe(others.length + 1);
		expect(subject({}, { folders: ['8', '7'] })).toBe(others[4]);
	});

	it('is not for one lookback, filter or output', () => {
		expect(subject({ options: { lookback: 9 }, filters: { sourceNames: 'Etsy' }, output: 'raw' })).toBe(usual);
	});

	it('tells no ID of the store, and is short', () => {
		expect(usual).toMatch(/^[\w+/]{16}$/);
	});
});
