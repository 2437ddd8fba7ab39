import type { INodePropertyOptions } from 'n8n-workflow';

/** The choices of a list, sorted by what the user reads. */
export const byName = (choices: INodePropertyOptions[]): INodePropertyOptions[] =>
	choices.sort((a, b) => a.name.localeCompare(b.name));
