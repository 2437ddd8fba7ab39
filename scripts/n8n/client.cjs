// @ts-check
'use strict';

const { createRequire } = require('node:module');
const { OWN_HOST } = require('../install/n8n.cjs');
const { N8nRefusal, Session } = require('./session.cjs');

/**
 * @typedef {{ id: string, versionId: string, name: string, active: boolean }} SavedWorkflow
 * @typedef {{ id: string, status: string, [key: string]: unknown }} Execution
 */

/** The part of n8n's own REST interface (the editor's, not the public API, which needs a key) that the start needs. */
class N8nClient {
	/** @type {Session} */
	#session;

	/**
	 * @param {string} url
	 * @param {import('../install/n8n.cjs').Host} [host] what answers there
	 */
	constructor(url, host = OWN_HOST) {
		this.url = url;
		this.#session = new Session(url);
		this.host = host;
	}

	/**
	 * Makes the owner on an empty n8n, otherwise signs in.
	 *
	 * @param {{ email: string, password: string, firstName: string, lastName: string }} owner
	 * @returns {Promise<boolean>} false when the password is no longer the one set here
	 */
	async signIn(owner) {
		const settings = await this.#session.call('GET', '/rest/settings');
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.#session.call('POST', '/rest/owner/setup', owner);
			return true;
		}
		try {
			await this.#session.call('POST', '/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password });
			return true;
		} catch (error) {
			if (error instanceof N8nRefusal && error.status === 401) return false;
			throw error;
		}
	}

	/** @returns {Promise<string[]>} the full names of all nodes n8n has loaded */
	async nodeTypes() {
		const types = await this.#session.call('GET', '/types/nodes.json');
		return types.map((/** @type {{ name: string }} */ { name }) => name);
	}

	/** @returns {Promise<{ id: string, name: string, type: string }[]>} */
	async credentials() {
		return await this.#session.call('GET', '/rest/credentials');
	}

	/**
	 * A credential as the editor opens it.
	 *
	 * @param {string} id
	 * @returns {Promise<{ data: Record<string, string> }>} the masked fields hold something else than was saved
	 */
	async credential(id) {
		return await this.#session.call('GET', `/rest/credentials/${id}?includeData=true`);
	}

	/**
	 * Creates a credential, or overwrites the data of an existing one.
	 *
	 * @param {{ name: string, type: string, data: Record<string, string> }} credential
	 * @param {string} [id] of the one to overwrite
	 * @returns {Promise<{ id: string }>}
	 */
	async saveCredential(credential, id) {
		if (id) return await this.#session.call('PATCH', `/rest/credentials/${id}`, credential);
		return await this.#session.call('POST', '/rest/credentials', credential);
	}

	/**
	 * @param {{ id: string, name: string, type: string, data: Record<string, string> }} credentials
	 * @returns {Promise<{ status: string, message: string }>}
	 */
	async testCredential(credentials) {
		return await this.#session.call('POST', '/rest/credentials/test', { credentials });
	}

	/**
	 * What the editor offers in a list of a parameter.
	 *
	 * @param {string} node its full name
	 * @param {string} method of the node that loads the list
	 * @param {{ id: string, name: string }} credential
	 * @returns {Promise<{ name: string, value: string }[]>}
	 */
	async options(node, method, credential) {
		return await this.#session.call('POST', '/rest/dynamic-node-parameters/options', {
			path: 'parameters.folder',
			methodName: method,
			nodeTypeAndVersion: { name: node, version: 1 },
			currentNodeParameters: { authentication: 'oneStore' },
			credentials: { orderDeskApi: credential },
		});
	}

	/**
	 * What the editor lists for a record of a node, such as a store.
	 *
	 * @param {string} parameter
	 * @param {string} method of the node that searches the list
	 * @param {{ type: string, parameters: Record<string, unknown>, credentials: Record<string, { id: string, name: string }> }} node
	 * @returns {Promise<{ name: string, value: string }[]>}
	 */
	async listed(parameter, method, { type, parameters, credentials }) {
		const { results } = await this.#session.call('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			path: `parameters.${parameter}`,
			methodName: method,
			nodeTypeAndVersion: { name: type, version: 1 },
			currentNodeParameters: parameters,
			credentials,
		});
		return results;
	}

	/**
	 * @param {string} id
	 * @returns {Promise<SavedWorkflow | undefined>} undefined when it was deleted or archived
	 */
	async workflow(id) {
		try {
			const workflow = await this.#session.call('GET', `/rest/workflows/${id}`);
			return workflow.isArchived ? undefined : workflow;
		} catch (error) {
			if (error instanceof N8nRefusal && [403, 404].includes(error.status)) return undefined;
			throw error;
		}
	}

	/**
	 * @param {Record<string, unknown>} workflow
	 * @param {string} [id] of the one to change
	 * @returns {Promise<SavedWorkflow>}
	 */
	async saveWorkflow(workflow, id) {
		if (id) return await this.#session.call('PATCH', `/rest/workflows/${id}`, workflow);
		return await this.#session.call('POST', '/rest/workflows', { active: false, ...workflow });
	}

	/** @param {string} id */
	async removeWorkflow(id) {
		// An n8n that knows no archive deletes at once.
		await this.#session.callOr('POST', `/rest/workflows/${id}/archive`, undefined, async () => {});
		await this.#session.call('DELETE', `/rest/workflows/${id}`);
	}

	/** @param {SavedWorkflow} workflow */
	async activate({ id, versionId }) {
		await this.#session.callOr('POST', `/rest/workflows/${id}/activate`, { versionId }, () =>
			this.#session.call('PATCH', `/rest/workflows/${id}`, { versionId, active: true }),
		);
	}

	/** @param {string} id */
	async deactivate(id) {
		await this.#session.callOr('POST', `/rest/workflows/${id}/deactivate`, undefined, () =>
			this.#session.call('PATCH', `/rest/workflows/${id}`, { active: false }),
		);
	}

	/**
	 * @param {string} id
	 * @returns {Promise<string>} how far n8n has got with activating or deactivating it: `in_progress`, then `published` or
	 * `not_published`, or `partial` or `failed`
	 */
	async publicationStatus(id) {
		const reply = await this.#session.callOr('GET', `/rest/workflows/${id}/publication-status`, undefined, async () => {
			const { active } = await this.#session.call('GET', `/rest/workflows/${id}`);
			return { status: active ? 'published' : 'not_published' };
		});
		return reply.status;
	}

	/**
	 * Starts a workflow like the editor's button does.
	 *
	 * @param {string} workflowId
	 * @param {string} triggerName
	 * @returns {Promise<string>} execution id
	 */
	async runWorkflow(workflowId, triggerName) {
		// Before 2.0, n8n ran what the editor sent and not what was saved.
		const workflowData = await this.#session.call('GET', `/rest/workflows/${workflowId}`);
		const body = { workflowData, triggerToStartFrom: { name: triggerName } };
		const path = `/rest/workflows/${workflowId}/run?partialExecutionVersion=2`;
		return (await this.#session.call('POST', path, body)).executionId;
	}

	/**
	 * @param {string} workflowId
	 * @returns {Promise<Execution[]>} newest first
	 */
	async executions(workflowId) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		return (await this.#session.call('GET', `/rest/executions?filter=${filter}&limit=100`)).results;
	}

	/**
	 * @param {string} id
	 * @returns {Promise<Execution & { error: string, runData: Record<string, any[]> }>}
	 */
	async execution(id) {
		const execution = await this.#session.call('GET', `/rest/executions/${id}`);
		// Stored in a format that keeps shared references; the parser comes with n8n.
		const { resultData } = createRequire(this.host.script)('flatted').parse(execution.data);
		const { error, runData } = resultData;
		return { ...execution, error: error?.message ?? '', runData: runData ?? {} };
	}

	/**
	 * Runs a failed execution again, as the button does.
	 *
	 * @param {string} id
	 * @returns {Promise<string>} how it ended
	 */
	async retry(id) {
		return (await this.#session.call('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false })).status;
	}

	/**
	 * @param {string} name
	 * @returns {Promise<Record<string, unknown>[]>} the rows of a data table, none when there is no such table
	 */
	async tableRows(name) {
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const { data } = await this.#session.call('GET', `/rest/data-tables-global?filter=${filter}`);
		const table = data.find((/** @type {{ name: string }} */ candidate) => candidate.name === name);
		if (!table) return [];
		const path = `/rest/projects/${table.projectId}/data-tables/${table.id}/rows?take=100`;
		return (await this.#session.call('GET', path)).data;
	}
}

module.exports = { N8nClient };
