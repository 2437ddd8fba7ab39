import type { DisplayCondition, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { isAdded } from '../../shared/collections';

/** What a parameter is shown or hidden by. n8n before 2.41 fails at `startsWith` where the value is not a text. */
export const isExpression: DisplayCondition[] = [{ _cnd: { regex: '^=' } }];

export const isGiven: Array<DisplayCondition | string> = [...isAdded, ''];

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
 * there. The slash is for n8n before 2.41.
 */

/** The field at the top, unless its value stands in its former place. */
export const atTop = (property: INodeProperties, formerPlace: string): INodeProperties =>
	withDisplay(property, {
		hide: { [`/additionalFields.${formerPlace}`]: isGiven, additionalFields: isExpression },
	});

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
