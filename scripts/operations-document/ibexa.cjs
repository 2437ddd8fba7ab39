// @ts-check
'use strict';

/**
 * What docs/ibexa-modules.json holds. A path may be relative: that of a field inside another begins where the outer one
 * is, and that of a field in a group where the group is used.
 *
 * @typedef {object} Entry
 * @property {string} [at] path of our parameter; for a module, where its group `of` begins
 * @property {string} [operation] `resource.operation`; for a field, where it isn't that of its module
 * @property {string} [event] of the trigger
 * @property {string} [elsewhere] who does it where no parameter of ours is needed
 * @property {string} [missing] why we do not have it
 * @property {string} [note]
 * @property {string} [of] the group that holds its inner fields
 * @property {Record<string, Entry | string>} [fields] its inner fields; a text is the path alone
 *
 * @typedef {{ page: string, groups: Record<string, Record<string, Entry | string>>, modules: Record<string, Entry> }} Ibexa
 *
 * @typedef {Pick<Entry, 'operation' | 'elsewhere' | 'missing' | 'note'> & { name: string, path?: string }} Field
 * @typedef {Pick<Entry, 'operation' | 'event' | 'missing'> & { name: string, fields: Field[] }} Module
 *
 * @typedef {object} Ours what our nodes have
 * @property {Map<string, Set<string>>} paths of the parameters of every `resource.operation`
 * @property {string[]} events
 */

/**
 * @param {Ibexa} ibexa
 * @returns {Module[]} with all their fields, at full paths
 */
function modulesOf({ groups, modules }) {
	/**
	 * @param {Record<string, Entry | string>} fields
	 * @param {string} place
	 * @param {string} label
	 * @param {string | undefined} operation
	 * @returns {Field[]}
	 */
	const expand = (fields, place, label, operation) =>
		Object.entries(fields).flatMap(([key, value]) => {
			const { fields: inner = {}, of, at, ...entry } = typeof value === 'string' ? { at: value } : value;
			const name = label + key;
			const path = at === undefined ? undefined : place + at;
			const { operation: own = operation } = entry;
			const below = path === undefined ? '' : `${path}.`;
			return [
				{ ...entry, name, ...(path && { path }), ...(own && { operation: own }) },
				...expand(inner, below, `${name} > `, own),
				...expand(groupOf(of), below, `${name} > `, own),
			];
		});

	/** @param {string | undefined} name */
	const groupOf = (name) => {
		const group = name === undefined ? {} : groups[name];
		if (!group) throw new Error(`There is no group '${name}' in ibexa-modules.json`);
		return group;
	};

	return Object.entries(modules).map(([name, { fields = {}, of, at, ...entry }]) => ({
		...entry,
		name,
		fields: [
			...expand(fields, '', '', entry.operation),
			...expand(groupOf(of), at === undefined ? '' : `${at}.`, '', entry.operation),
		],
	}));
}

/**
 * The modules and fields that ibexa-modules.json gives no place in our nodes, or one that is not there.
 *
 * @param {Module[]} modules
 * @param {Ours} ours
 * @returns {string[]}
 */
function withoutPlace(modules, { paths, events }) {
	/** @param {Field} field */
	const problemOf = ({ operation = '', path, elsewhere, missing }) => {
		if (elsewhere !== undefined || missing !== undefined) return undefined;
		if (path === undefined) return 'no place is given';
		return paths.get(operation)?.has(path) ? undefined : `${operation} has no parameter ${path}`;
	};
	return modules.flatMap(({ name, operation, event, missing, fields }) => {
		const known = missing !== undefined || paths.has(operation ?? '') || events.includes(event ?? '');
		return [
			...(known ? [] : [`${name}: there is no operation or event '${operation ?? event ?? ''}'`]),
			...fields.flatMap((field) => {
				const problem = problemOf(field);
				return problem === undefined ? [] : [`${name} > ${field.name}: ${problem}`];
			}),
		];
	});
}

/**
 * What ibexa-modules.json says we do not have.
 *
 * @param {Module[]} modules
 * @returns {string[]}
 */
const gapsIn = (modules) =>
	modules.flatMap(({ name, missing, fields }) => [
		...(missing === undefined ? [] : [name]),
		...fields.filter((field) => field.missing !== undefined).map((field) => `${name} > ${field.name}`),
	]);

module.exports = { gapsIn, modulesOf, withoutPlace };
