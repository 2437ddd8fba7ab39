import type { DisplayCondition, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import type { FieldTable } from '../../../api/records/fields';
import { isObject } from '../../../api/types';
import type { JsonObject } from '../../../api/types';
import { recordMessages } from '../../messages/records';
import { isAdded } from '../../shared/collections';
import type { Parameters } from '../parameters';

/** What shows a parameter where another has any value, also an empty one. */
const isGiven: Array<DisplayCondition | string> = [...isAdded, ''];

/** A parameter under more conditions than its own. */
export const withDisplay = (property: INodeProperties, { show, hide }: IDisplayOptions): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		...(show && { show: { ...property.displayOptions?.show, ...show } }),
		...(hide && { hide: { ...property.displayOptions?.hide, ...hide } }),
	},
});

/*
 * A field that has come from Additional Fields to the top of its form. Workflows that have it there keep it, and see it
 * in both places: n8n drops the value of a hidden parameter without a word. Only one that n8n requires is hidden there, or
 * n8n would refuse such a workflow. The slash is for n8n before 2.41.
 */

/** A field at the top. */
export const atTop = (property: INodeProperties, formerPlace: string): INodeProperties =>
	property.required ? withDisplay(property, { hide: { [`/additionalFields.${formerPlace}`]: isGiven } }) : property;

const textIn = (value: unknown): string => String(isObject(value) && 'mode' in value ? value['value'] : value).trim();

/** What is given at the top, and what stands in the former places. Refuses a field that has two different values. */
export const joinPlaces = (
	top: JsonObject,
	former: JsonObject,
	table: FieldTable,
	parameters: Parameters,
	outer = '',
): JsonObject => {
	const joined = { ...former, ...top };
	for (const [name, value] of Object.entries(top)) {
		if (!Object.hasOwn(former, name)) continue;
		const { label = name, kind, of = {} } = table[name] ?? {};
		const place = `${outer}${label}`;
		const other = former[name];
		if (kind === 'record') {
			const [one, two] = [value, other].map((part) => parameters.objectOf(part, place)) as [JsonObject, JsonObject];
			joined[name] = joinPlaces(one, two, of, parameters, `${place} > `);
		} else if (textIn(value) !== textIn(other)) parameters.refuse(place, recordMessages.givenTwice, {});
	}
	return joined;
};

/** The fields under Additional Fields: those of the former places are shown only where a workflow has them. */
export const withFormerPlaces = (
	properties: INodeProperties[],
	formerPlaces: readonly string[],
	outer = '',
): INodeProperties[] =>
	properties.map((property) => {
		const place = `${outer}${property.name}`;
		if (formerPlaces.includes(place)) {
			return withDisplay(property, { show: { [`/additionalFields.${place}`]: isGiven } });
		}
		if (property.type !== 'collection') return property;
		const options = withFormerPlaces(property.options as INodeProperties[], formerPlaces, `${place}.`);
		return { ...property, options };
	});
