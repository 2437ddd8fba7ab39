import type { Filter, FilterTable, FilterValues } from '../../../api/lists/filter';
import { recordMessages } from '../../messages/records';
import { textList } from '../../shared/textList';
import type { Parameters } from '../parameters';

/** Order Desk trims what it searches for, so blanks would find every record, too. */
const isEmpty = (value: unknown): boolean =>
	Array.isArray(value) ? value.every(isEmpty) : String(value ?? '').trim() === '';

const valueOf = (parameters: Parameters, filter: Filter, value: unknown): string | number | string[] => {
	switch (filter.kind) {
		case 'bound':
			return parameters.moment(value, filter.label, filter.bounds.edge);
		case 'folders':
			return textList(value);
		case 'text':
			return parameters.textOf(value, filter.label);
	}
};

/**
 * The filters that say something: a model leaves those empty that it does not need, even all of them. Refuses filters of
 * a workflow that are all empty, which would find every record of the store.
 */
export const readFilters = <T extends FilterTable>(parameters: Parameters, table: T): FilterValues<T> => {
	const given = parameters.objectOf(parameters.whole('filters', {}), 'Filters');
	const filters: Record<string, string | number | string[]> = {};
	for (const [name, value] of Object.entries(given)) {
		const filter = Object.hasOwn(table, name) ? table[name] : undefined;
		if (!filter) {
			return parameters.refuse('Filters', recordMessages.unknownFilter, { name, names: Object.keys(table).join(', ') });
		}
		if (!isEmpty(value)) filters[name] = valueOf(parameters, filter, value);
	}
	const empty = Object.keys(given).map((name) => `'${table[name]?.label ?? name}'`);
	if (empty.length === 0 || Object.keys(filters).length > 0 || parameters.isTool) return filters as FilterValues<T>;
	const names = empty.join(', ');
	return empty.length === 1
		? parameters.refuse('Filters', recordMessages.emptyFilter, { name: names })
		: parameters.refuse('Filters', recordMessages.emptyFilters, { names });
};
