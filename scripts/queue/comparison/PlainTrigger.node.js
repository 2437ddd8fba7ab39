// @ts-check
'use strict';

/**
 * The least that a webhook of a community node does when it has a credential. What n8n takes for its own part, it takes
 * for this one too.
 */
class PlainTrigger {
	description = {
		displayName: 'Plain Trigger',
		name: 'plainTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow with what was posted',
		defaults: { name: 'Plain Trigger' },
		inputs: [],
		outputs: ['main'],
		credentials: [{ name: 'orderDeskApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' }],
		properties: [],
	};

	webhookMethods = {
		default: { checkExists: async () => true, create: async () => true, delete: async () => true },
	};

	/** @this {import('n8n-workflow').IWebhookFunctions} */
	async webhook() {
		await this.getCredentials('orderDeskApi');
		return { workflowData: [[{ json: this.getBodyData() }]], webhookResponse: 'Accepted' };
	}
}

module.exports = { PlainTrigger };
