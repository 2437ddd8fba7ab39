import type { Filter, FilterTable, FilterValues } from '../../../api/lists/filter';
import { textList } from '../../shared/textList';
import type { Parameters } from '../parameters';

/** Order Desk trims what it searches for, so blanks would find every record, too. */
const isEmpty = (value: unknown): boolean =>
	Array.isArray(value) ? value.every(isEmpty) : String(value ?? '').trim() === '';

const valueOf = (parameters: Parameters, { kind, label }: Filter, value: unknown): string | number | string[] => {
	switch (kind) {
		case 'bound':
			return parameters.moment(value, label);
		case 'folders':
			return textList(value);
		case 'text':
			return parameters.textOf(value, label);
	}
};

/** The filters the user has added. Refuses an empty one, which would find every record of the store. */
export const readFilters = <T extends FilterTable>(parameters: Parameters, table: T): FilterValues<T> => {
	const given = parameters.collection('filters');
	const filters: Record<string, string | number | string[]> = {};
	// There are no others: n8n drops what is not an option of the collection.
	for (const [name, filter] of Object.entries(table)) {
		if (!(name in given)) continue;
		const value = given[name];
		if (isEmpty(value)) {
			return parameters.refuse(
				filter.label,
				`The filter '${filter.label}' is empty`,
				'Give it a value, or remove it to search without it.',
			);
		}
		filters[name] = valueOf(parameters, filter, value);
	}
	return filters as FilterValues<T>;
};
