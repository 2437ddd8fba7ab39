// @ts-check
'use strict';

/**
 * @typedef {import('n8n-workflow').INodeProperties} Property
 * @typedef {object} Parameter
 * @property {string} path its names from the outermost collection inwards, such as `filters.folder_id`
 * @property {string} label the same way in the words of the editor
 * @property {string} kind
 * @property {string} description
 * @property {boolean} plumbing whether the editor shows it without a name of its own: the rows of a list and the like
 */

/** What kinds of parameters are called. Those not named here are called as n8n calls them. @type {Record<string, string>} */
const KINDS = {
	string: 'text',
	boolean: 'yes or no',
	dateTime: 'date and time',
	options: 'choice',
	multiOptions: 'choices',
	json: 'JSON',
	fixedCollection: 'list',
};

/** More values than these are not listed. */
const MOST_VALUES = 8;

/**
 * The parameters a node shows for one operation.
 *
 * @param {Property[]} properties all of the node
 * @returns {(resource: string, operation: string) => Property[]}
 */
const shownFor = (properties) => (resource, operation) =>
	properties.filter(({ name, displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return name !== 'operation' && resources?.includes(resource) && operations?.includes(operation);
	});

/**
 * All of them, also those inside collections; one that is shown in several forms is named once.
 *
 * @param {Property[]} properties
 * @returns {Parameter[]}
 */
function parametersOf(properties) {
	const all = properties.filter(({ type }) => type !== 'notice').flatMap((property) => withInner(property, '', ''));
	return all.filter(({ path }, index) => all.findIndex((other) => other.path === path) === index);
}

/**
 * @param {Property} property
 * @param {string} outerPath
 * @param {string} outerLabel
 * @returns {Parameter[]}
 */
function withInner(property, outerPath, outerLabel) {
	const path = outerPath + property.name;
	const label = outerLabel + property.displayName;
	const own = { path, label, kind: kindOf(property), description: descriptionOf(property), plumbing: false };
	if (property.type === 'collection') {
		const inner = /** @type {Property[]} */ (property.options ?? []);
		return [own, ...inner.flatMap((one) => withInner(one, `${path}.`, `${label} > `))];
	}
	if (property.type !== 'fixedCollection') return [own];
	const groups = /** @type {import('n8n-workflow').INodePropertyCollection[]} */ (property.options ?? []);
	return [
		own,
		...groups.flatMap((group) => {
			const groupPath = `${path}.${group.name}`;
			const groupLabel = groups.length > 1 ? `${label} > ${group.displayName}` : label;
			const inner = group.values.flatMap((one) => withInner(one, `${groupPath}.`, `${groupLabel} > `));
			return [
				{ path: groupPath, label: groupLabel, kind: 'list', description: '', plumbing: groups.length === 1 },
				...inner.map((one) => ({ ...one, plumbing: one.plumbing || isMap(property) })),
			];
		}),
	];
}

/**
 * Whether it asks for names and values and nothing else.
 *
 * @param {Property} property
 */
const isMap = ({ options = [] }) => options.length === 1 && options[0]?.name === 'entries';

/** @param {Property} property */
function kindOf(property) {
	if (property.type === 'fixedCollection' && isMap(property)) return 'names and values';
	const modes = property.type === 'resourceLocator' ? (property.modes ?? []) : [];
	if (modes.length > 0) return modes.map(({ displayName }) => displayName.replace(/^(From|By) /, '')).join(', ');
	return KINDS[property.type] ?? property.type;
}

/** @param {Property} property */
function descriptionOf({ type, description = '', options = [] }) {
	const values = type === 'options' && options.length <= MOST_VALUES ? options.map(({ name }) => name).join(', ') : '';
	const text = description.replace(/<[^>]+>/g, '').replace(/\.$/, '');
	return [text, values && `One of: ${values}`].filter(Boolean).join('. ');
}

module.exports = { parametersOf, shownFor };
