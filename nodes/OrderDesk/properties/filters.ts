import type { Filter } from '../../../api/filters';
import type { Parameters } from '../parameters';

const isEmpty = (value: unknown): boolean => value === '' || value === null || value === undefined;

/** The filters the user added. An empty one is refused: it would find every record of the store. */
export const readFilters = <Name extends string>(
	parameters: Parameters,
	table: Readonly<Record<Name, Filter>>,
): Partial<Record<Name, string | number>> => {
	const filters: Partial<Record<Name, string | number>> = {};
	for (const [name, value] of Object.entries(parameters.collection('filters'))) {
		const filter: Filter | undefined = Object.hasOwn(table, name) ? table[name as Name] : undefined;
		if (!filter) return parameters.refuse('Filters', `There is no filter '${name}'`);
		if (isEmpty(value)) {
			return parameters.refuse(
				filter.label,
				`The filter '${filter.label}' is empty`,
				'Give it a value, or remove it to search without it.',
			);
		}
		filters[name as Name] =
			filter.kind === 'bound' ? parameters.moment(value, filter.label) : parameters.textOf(value, filter.label);
	}
	return filters;
};
