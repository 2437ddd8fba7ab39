import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType } from 'n8n-workflow';

/** How a path becomes an address. */
type Address = (baseUrl: string, path: string) => string;

/** Negative control: a node that sends each path as the user gave it, and follows where the answer points to. */
const naive = (address: Address): INodeType => ({
	description: {
		displayName: 'Naive',
		name: 'naive',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Naive' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'orderDeskApi', required: true }],
		properties: [],
	},
	async execute() {
		const { baseUrl, apiKey } = await this.getCredentials('orderDeskApi');
		const items: INodeExecutionData[] = [];
		for (const { json } of this.getInputData()) {
			try {
				const url = address(String(baseUrl), String(json['path']));
				await this.helpers.httpRequest({ method: 'GET', url, headers: { 'ORDERDESK-API-KEY': String(apiKey) } });
			} catch (error) {
				items.push({ json: { error: String(error) } });
			}
		}
		return [items];
	},
});

/** As a browser resolves a link. */
export const resolving = naive((baseUrl, path) => new URL(path, `${baseUrl}/`).href);

export const appending = naive((baseUrl, path) => baseUrl + path);
