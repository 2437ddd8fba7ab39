// @ts-check
'use strict';

/*
 * docs/operations.md: every operation of the action node with all its parameters, beside the modules of Ibexa (Make).
 */

const fs = require('node:fs');
const path = require('node:path');
const { modulesOf } = require('./operations-document/ibexa.cjs');
const { moduleSections, overview } = require('./operations-document/module-sections.cjs');
const { headingOf, operationSection } = require('./operations-document/operation-section.cjs');
const { parametersOf, shownFor } = require('./operations-document/parameters.cjs');
const { ROOT } = require('./shared/root.cjs');

const IBEXA = path.join(ROOT, 'docs', 'ibexa-modules.json');
/** The modules of the package that the document is made of. */
const SOURCES = {
	resources: 'nodes/OrderDesk/resources',
	properties: 'nodes/OrderDesk/nodeProperties',
	events: 'nodes/OrderDeskTrigger/events',
};

/**
 * @typedef {import('./operations-document/operation-section.cjs').Resource} Resource
 * @typedef {object} Sources
 * @property {readonly Resource[]} resources of nodes/OrderDesk/resources.ts
 * @property {(resource: string, operation: string) => import('n8n-workflow').INodeProperties[]} propertiesFor
 * @property {readonly { value: string, name: string }[]} events of the trigger
 * @property {import('./operations-document/ibexa.cjs').Ibexa} ibexa
 */

/**
 * @param {Sources} sources
 * @returns {string} Markdown
 */
function operationsDocument({ resources, propertiesFor, events, ibexa }) {
	const modules = modulesOf(ibexa);
	const operations = resources.flatMap((resource) =>
		resource.operations.map((operation) => {
			const key = `${resource.value}.${operation.value}`;
			const parameters = parametersOf(propertiesFor(resource.value, operation.value));
			return { key, resource, operation, parameters, heading: headingOf(resource, operation) };
		}),
	);
	return `${[
		'# Operations and fields',
		'Written by `npm run docs` from the nodes themselves and from [ibexa-modules.json](ibexa-modules.json): change those.',
		`Beside each stands what [Ibexa Connect](${ibexa.page}), which is Make under another name, calls it. Where our copy of that page has lost a table inside a table, such as the fields of an item within an order, its fields are those the page gives the same record elsewhere.`,
		'## Overview',
		overview(operations, modules),
		'A _parameter_ is the name that workflows and expressions use; inside collections it is the name of the API. Names and values, as in Metadata, are rows `entries.name` and `entries.value`.',
		...operations.flatMap((one) => operationSection(one, operations, modules)),
		'## The modules of Ibexa',
		...moduleSections(modules, operations, events),
	].join('\n\n')}\n`;
}

/**
 * What the document is made of.
 *
 * @param {(module: string) => any} load
 * @returns {Sources}
 */
const sourcesOf = (load) => ({
	resources: load(SOURCES.resources).resources,
	propertiesFor: shownFor(load(SOURCES.properties).nodeProperties),
	events: load(SOURCES.events).triggerEvents,
	ibexa: JSON.parse(fs.readFileSync(IBEXA, 'utf8')),
});

module.exports = { SOURCES, operationsDocument, sourcesOf };
