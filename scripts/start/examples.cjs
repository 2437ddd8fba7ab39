// @ts-check
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('../shared/root.cjs');

const EXAMPLES_FOLDER = path.join(ROOT, 'examples');
/** Those for several stores lie below it. */
const STORES_FOLDER = 'many-stores';
const OUR_NODES = 'n8n-nodes-order-desk.';
const TRIGGER_TYPE = `${OUR_NODES}orderDeskTrigger`;
const MCP_TYPE = '@n8n/n8n-nodes-langchain.mcpTrigger';
/** Where n8n serves the tools of example 7 to other agents. */
const MCP_PATH = '/mcp/order-desk';
/** Those that can work side by side. The others would work on the same orders in the same moment. */
const AT_ONCE = /^[1-8]-/;
/** A chat model: whoever imports the example chooses one. */
const MODEL_TYPE = /\.lmChat/;
/** What stands in the examples for what a user would enter. */
const PLACEHOLDERS = {
	/** An endpoint to notify. */
	endpoint: 'https://example.com/',
	/** The address of this n8n, and ID and secret of a trigger, in a URL that is given to Order Desk. */
	n8n: 'https://n8n.example.com/',
	webhookId: 'YOUR-WEBHOOK-ID',
	secret: 'YOUR-SECRET',
};
/** Of no use but in the n8n and the sandbox of this machine. */
const SECRET = 'secret-of-the-sandbox';
/** No rule posts it: the URL is in the orders. */
const NOT_BY_RULE = 'shipmentNotification';

/**
 * @typedef {{ id?: string, name: string, type: string, webhookId?: string, parameters: Record<string, unknown>, credentials?: Record<string, { id: string, name: string }> }} WorkflowNode
 * @typedef {{ id: string, name: string }} Reference to a credential
 * @typedef {{ name: string, nodes: WorkflowNode[], connections: unknown, settings: unknown }} Workflow
 * @typedef {{ file: string, workflow: Workflow, runs: boolean, oldestN8n: string }} Example `runs`: whether it has all that it
 *   takes to run
 */

/**
 * The workflows in examples/, with what a user would choose in the editor already chosen: the credential of the sandbox,
 * its inbox as the endpoint to notify, and a secret. The files carry no webhook ID, since n8n would keep it: every importer
 * would listen at a URL that everybody can read there. The editor makes one up on import; here `webhookIdOf` gives it.
 *
 * @param {{ orderDesk: Reference, bearer: Reference }} credentials the latter for other agents, which use our tools
 * @param {{ inbox: string, n8n: string }} urls each ends with "/"
 * @param {(file: string) => string} webhookIdOf
 * @returns {Example[]}
 */
function readExamples({ orderDesk, bearer }, urls, webhookIdOf) {
	return exampleFiles().map((file) => {
		const text = readExample(file)
			.replaceAll(PLACEHOLDERS.endpoint, urls.inbox)
			.replaceAll(PLACEHOLDERS.n8n, urls.n8n)
			.replaceAll(PLACEHOLDERS.webhookId, webhookIdOf(file))
			.replaceAll(PLACEHOLDERS.secret, SECRET);
		/** @type {Workflow} */
		const workflow = JSON.parse(text);
		for (const node of workflow.nodes) {
			if (node.type === TRIGGER_TYPE) node.webhookId = webhookIdOf(file);
			if (node.type.startsWith(OUR_NODES)) node.credentials = { orderDeskApi: orderDesk };
			if (node.type === MCP_TYPE) node.credentials = { httpBearerAuth: bearer };
			if (node.parameters['secret'] === '') node.parameters['secret'] = SECRET;
		}
		const runs = AT_ONCE.test(file) && !workflow.nodes.some(({ type }) => MODEL_TYPE.test(type));
		return { file, workflow, runs, oldestN8n: oldestN8nIn(text) };
	});
}

/**
 * @param {string} [folder] of examples/, such as the one for several stores
 * @returns {string[]} the examples that lie there, by their numbers, as `readExample` takes them
 */
function exampleFiles(folder = '') {
	const names = fs.readdirSync(path.join(EXAMPLES_FOLDER, folder)).filter((name) => name.endsWith('.json'));
	names.sort((one, other) => Number.parseInt(one) - Number.parseInt(other));
	return names.map((name) => path.posix.join(folder, name));
}

/**
 * @param {string} file
 * @returns {string} as it is in the repository
 */
function readExample(file) {
	return fs.readFileSync(path.join(EXAMPLES_FOLDER, file), 'utf8');
}

/**
 * @param {string} text of an example
 * @returns {string} the oldest version that has the nodes it uses, as its note says
 */
function oldestN8nIn(text) {
	return /n8n (\d+\.\d+) or newer/.exec(text)?.[1] ?? '0';
}

/**
 * @param {Workflow} workflow
 * @returns {{ event: string, path: string, byRule: boolean } | undefined} the event and production path of its Order Desk
 * trigger, and whether a rule posts it
 */
function orderDeskTrigger({ nodes }) {
	const trigger = nodes.find(({ type }) => type === TRIGGER_TYPE);
	if (!trigger) return undefined;
	// "webhook" is the path the node declares; n8n puts the node's webhook ID before it.
	const event = String(trigger.parameters['event']);
	return { event, path: `/webhook/${trigger.webhookId}/webhook`, byRule: event !== NOT_BY_RULE };
}

module.exports = {
	MCP_PATH,
	OUR_NODES,
	PLACEHOLDERS,
	SECRET,
	STORES_FOLDER,
	TRIGGER_TYPE,
	exampleFiles,
	oldestN8nIn,
	orderDeskTrigger,
	readExample,
	readExamples,
};
