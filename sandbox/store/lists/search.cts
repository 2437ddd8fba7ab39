import { orderFields } from '../../../api/records/fields';
import { localToUtc, namesZone, readDateTime } from '../../dates.cts';
import type { StoreContext } from '../context.cts';
import { recordOf } from '../context.cts';
import type { StoredInventoryItem, StoredOrder } from '../records.cts';
import { Refusal } from '../refusal.cts';

export type QueryParameters = Readonly<Record<string, string>>;
type Test<T> = (record: T) => boolean;

/** Order fields that are searched, and whether the switch `textFilters` may loosen them. Also nested: shipping_phone. */
const textFilters: Readonly<Record<string, 'exact' | 'text'>> = {
	email: 'exact',
	customer_id: 'exact',
	source_name: 'exact',
	source_id: 'text',
};
const addressFilter = /^(customer|shipping)_(first_name|last_name|company|address1|phone)$/;

/** Date filters: the field they look at, the end they bound, and whether the text is always store time. */
const dateFilters = {
	search_start_date: { field: 'date_added', end: 'start', local: false },
	search_end_date: { field: 'date_added', end: 'end', local: false },
	search_start_date_local: { field: 'date_added', end: 'start', local: true },
	search_end_date_local: { field: 'date_added', end: 'end', local: true },
	modified_start_date: { field: 'date_updated', end: 'start', local: false },
	modified_end_date: { field: 'date_updated', end: 'end', local: false },
} as const;

/** A field by its flat name: `email`, or `shipping_last_name` for a field of an address. */
export function flatField(order: StoredOrder, name: string): string | number {
	const record = order as unknown as Record<string, unknown>;
	const [, outer = '', inner = ''] = /^(customer|shipping)_(.+)$/.exec(name) ?? [];
	const isNested = outer !== '' && !Object.hasOwn(orderFields, name);
	const value = isNested ? recordOf(record[outer] as Record<string, unknown>, inner) : recordOf(record, name);
	return typeof value === 'number' ? value : typeof value === 'string' ? value : '';
}

const folded = (value: string | number): string => String(value).trim().toLowerCase();

function dateTest(context: StoreContext, name: keyof typeof dateFilters, text: string): Test<StoredOrder> {
	const { field, end, local } = dateFilters[name];
	const read = readDateTime(text);
	if (read === undefined) throw new Refusal(`${name} must look like YYYY-MM-DD HH:MM:SS, not "${text}".`);
	const { plainDates, repeatedHour, dateBounds } = context.switches;
	const storeTime = !namesZone(text) && (local || plainDates === 'local');
	const bound = storeTime ? localToUtc(read, context.timezone, repeatedHour) : read;
	return (order) => {
		const at = readDateTime(order[field]) ?? 0;
		if (at === bound) return dateBounds === 'inclusive';
		return end === 'start' ? at > bound : at < bound;
	};
}

const SEARCHED = [
	'id',
	'source_id',
	'email',
	'shipping_first_name',
	'shipping_last_name',
	'shipping_company',
	'customer_first_name',
	'customer_last_name',
	'customer_company',
];

/** Shows nothing that changed within the switch `visibilityLag`: lists of a busy service run behind its writes. */
function visible(context: StoreContext): Test<StoredOrder> {
	const until = context.clock.now() - context.switches.visibilityLag * 1_000;
	return (order) => (context.state.changedAt[order.id] ?? 0) <= until;
}

function orderTest(context: StoreContext, name: string, value: string): Test<StoredOrder> | undefined {
	const { textFilters: looseness, localDates, searchParam } = context.switches;
	if (name === 'folder_id') {
		const ids = value.split(',').map((id) => id.trim());
		return (order) => ids.includes(order.folder_id);
	}
	if (name === 'folder_name') {
		const folder = context.state.folders.find((candidate) => candidate.name === value);
		return (order) => order.folder_id === folder?.id;
	}
	if (Object.hasOwn(dateFilters, name)) {
		if (name.endsWith('_local') && localDates === 'ignored') return undefined;
		return dateTest(context, name as keyof typeof dateFilters, value);
	}
	if (name === 'search') {
		if (searchParam === 'ignored') return undefined;
		return (order) => SEARCHED.some((field) => folded(flatField(order, field)).includes(folded(value)));
	}
	const kind = Object.hasOwn(textFilters, name) ? textFilters[name] : addressFilter.test(name) ? 'text' : undefined;
	if (!kind) return undefined;
	const wanted = folded(value);
	if (kind === 'text' && looseness === 'contains') return (order) => folded(flatField(order, name)).includes(wanted);
	return (order) => folded(flatField(order, name)) === wanted;
}

/** The tests of a query's parameters; parameters nobody documents are ignored, as are empty ones. */
function testsOf<T>(
	query: QueryParameters,
	test: (name: string, value: string) => Test<T> | undefined,
): Array<Test<T>> {
	return Object.entries(query)
		.filter(([, value]) => value !== '')
		.map(([name, value]) => test(name, value))
		.filter((found) => found !== undefined);
}

export function findOrders(context: StoreContext, query: QueryParameters): StoredOrder[] {
	const tests = [visible(context), ...testsOf(query, (name, value) => orderTest(context, name, value))];
	return Object.values(context.state.orders).filter((order) => tests.every((test) => test(order)));
}

function inventoryTest(context: StoreContext, name: string, value: string): Test<StoredInventoryItem> | undefined {
	const wanted = folded(value);
	if (name === 'search') return (item) => folded(item.name).includes(wanted) || folded(item.code).includes(wanted);
	if (name === 'code') {
		const codes = value.split(',').map(folded);
		return (item) => codes.includes(folded(item.code));
	}
	if (context.switches.inventoryFilters === 'ignored') return undefined;
	if (name === 'name') return (item) => folded(item.name).includes(wanted);
	if (name === 'location') return (item) => folded(item.location) === wanted;
	if (name === 'update_source_not') return (item) => folded(item.update_source) !== wanted;
	if (name === 'metadata') return (item) => folded(JSON.stringify(item.metadata)).includes(wanted);
	if (name !== 'updated_start_date') return undefined;
	const bound = readDateTime(value);
	return bound === undefined ? undefined : (item) => (readDateTime(item.date_updated) ?? 0) >= bound;
}

export function findInventory(context: StoreContext, query: QueryParameters): StoredInventoryItem[] {
	const tests = testsOf(query, (name, value) => inventoryTest(context, name, value));
	return Object.values(context.state.inventory).filter((item) => tests.every((test) => test(item)));
}
