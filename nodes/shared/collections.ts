import type { DisplayCondition, INodeProperties } from 'n8n-workflow';

/*
 * The collections that n8n's users know from all nodes: what is in them is optional, and is added one by one.
 */

type Collection = (options: INodeProperties[], more?: Partial<INodeProperties>) => INodeProperties;

const collection =
	(displayName: string, name: string, placeholder: string): Collection =>
	(options, more) => ({ displayName, name, type: 'collection', placeholder, default: {}, ...more, options });

export const additionalFieldsProperty = collection('Additional Fields', 'additionalFields', 'Add Field');
export const updateFieldsProperty = collection('Update Fields', 'updateFields', 'Add Field');
export const filtersProperty = collection('Filters', 'filters', 'Add Filter');
export const optionsProperty = collection('Options', 'options', 'Add Option');

/** What shows or hides a parameter where something has been added to a collection. */
export const isAdded: DisplayCondition[] = [{ _cnd: { exists: true } }];
