import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../api/records/fields';

/*
 * A model that uses the node as a tool fills in every parameter it is offered, and leaves none out. So a number and a
 * choice are texts in a tool, which may be empty, and each description says what to write and what empty means.
 */

/** What an empty text means in a form, as a model reads it. */
export const ifEmpty = {
	create: 'Leave empty if there is none',
	update: 'Leave empty to keep it as it is',
	filter: 'Leave empty to search without it',
	option: 'Leave empty for the default',
} as const;

/** The example of a field, without the words before it. */
export const exampleOf = ({ placeholder = '' }: Pick<Field, 'placeholder'>): string =>
	placeholder.replace(/^e\.g\. /, '');

const formatOf = ({ label, kind, options, freeText, placeholder }: Field): string => {
	if (kind === 'dateTime') return `${label}: a date and time, such as 2026-03-29T08:00:00`;
	if (options && !freeText) return `${label}: one of ${options.join(', ')}`;
	const example = placeholder ? exampleOf({ placeholder }) : (options?.[1] ?? '');
	return kind === 'number' ? `${label}: a number, such as ${example}` : `${label}, such as ${example}`;
};

/** Sentences as a description. n8n's guidelines want a full stop at its end where there are several, and none after one. */
export const sentences = (...parts: Array<string | undefined>): string => {
	const said = parts.filter((part) => part !== undefined && part !== '').map((part) => part?.replace(/\.$/, ''));
	const text = said.join('. ');
	return text.includes('. ') ? `${text}.` : text;
};

/** What a model reads of a field: its format, an example, and what empty means if it may be. */
export const describedInFull = (field: Field, meaning?: string): string =>
	sentences(formatOf(field), field.description, meaning);

/** Whether it is another type of parameter in a tool: a text, which may be empty. */
export const isTextInTool = ({ type }: INodeProperties): boolean => type === 'number' || type === 'options';

const asText = (
	{ displayName, name, placeholder, displayOptions }: INodeProperties,
	initial: INodeProperties['default'],
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: initial,
	...(placeholder && { placeholder }),
	...(displayOptions && { displayOptions }),
});

/** n8n before 2.0 does not know `@tool`: it shows the variant for people everywhere. */
const shownIn = ({ displayOptions }: INodeProperties, asTool: boolean): Pick<INodeProperties, 'displayOptions'> => {
	const rule = asTool ? 'show' : 'hide';
	return { displayOptions: { ...displayOptions, [rule]: { ...displayOptions?.[rule], '@tool': [true] } } };
};

/**
 * A parameter as people fill it in, and as it is in a tool.
 *
 * @param description for a model
 * @param initial what a number or a choice starts with in a tool
 */
export const withToolVariant = (
	property: INodeProperties,
	description: string,
	initial: INodeProperties['default'] = '',
): INodeProperties[] => [
	{ ...property, ...shownIn(property, false) },
	{ ...(isTextInTool(property) ? asText(property, initial) : property), description, ...shownIn(property, true) },
];
