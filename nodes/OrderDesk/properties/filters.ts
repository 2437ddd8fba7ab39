import type { Filter, FilterTable, FilterValues } from '../../../api/lists/filter';
import { recordMessages } from '../../messages/records';
import { isBlankText } from '../../../api/records/blank';
import type { Parameters } from '../parameters';

/** Order Desk trims what it searches for, so blanks would find every record, too, and so would a list of nothing. */
const isEmpty = (value: unknown): boolean =>
	Array.isArray(value)
		? value.every(isEmpty)
		: String(value ?? '')
				.split(',')
				.every(isBlankText);

const valueOf = (parameters: Parameters, filter: Filter, value: unknown): string | number | string[] => {
	switch (filter.kind) {
		case 'bound':
			return parameters.moment(value, filter.label, filter.bounds.edge);
		case 'folders':
			return parameters.listOf(value, filter.label);
		case 'text':
			return parameters.textOf(value, filter.label);
	}
};

/** Refuses a search from a moment to an earlier one, which would find nothing. */
const checkSequence = (
	filters: Readonly<Record<string, unknown>>,
	table: FilterTable,
	parameters: Parameters,
): void => {
	const bounds = Object.entries(table).flatMap(([name, filter]) =>
		filter.kind === 'bound' && name in filters ? [{ ...filter, at: Number(filters[name]) }] : [],
	);
	for (const start of bounds.filter(({ bounds: { edge } }) => edge === 'start')) {
		const end = bounds.find(({ bounds: { edge, field } }) => edge === 'end' && field === start.bounds.field);
		if (end && end.at < start.at) parameters.refuse(start.label, recordMessages.reversedBounds, { other: end.label });
	}
};

/** Filters as the user has filled them in. */
interface GivenFilters<T extends FilterTable> {
	/** Those that say something. */
	filters: FilterValues<T>;
	/** The labels of those that are empty, in a workflow: the search goes without them. */
	leftOut: string[];
}

/**
 * The filters that say something: a model leaves those empty that it does not need, even all of them. Refuses filters of
 * a workflow that are all empty, which would find every record of the store.
 */
export const readFilters = <T extends FilterTable>(parameters: Parameters, table: T): GivenFilters<T> => {
	const given = parameters.objectOf(parameters.raw('filters', {}), 'Filters');
	const filters: Record<string, string | number | string[]> = {};
	for (const [name, value] of Object.entries(given)) {
		const filter = Object.hasOwn(table, name) ? table[name] : undefined;
		if (!filter) {
			return parameters.refuse('Filters', recordMessages.unknownFilter, { name, names: Object.keys(table).join(', ') });
		}
		if (!isEmpty(value)) filters[name] = valueOf(parameters, filter, value);
	}
	checkSequence(filters, table, parameters);
	const empty = Object.keys(given).flatMap((name) => (name in filters ? [] : (table[name]?.label ?? name)));
	if (empty.length === 0 || Object.keys(filters).length > 0 || parameters.isTool) {
		return { filters: filters as FilterValues<T>, leftOut: parameters.isTool ? [] : empty };
	}
	const names = empty.map((label) => `'${label}'`).join(', ');
	return empty.length === 1
		? parameters.refuse('Filters', recordMessages.emptyFilter, { name: names })
		: parameters.refuse('Filters', recordMessages.emptyFilters, { names });
};
