import type { INodeExecutionData } from 'n8n-workflow';
import type { JsonObject } from '../../api/types';

const ordersOf = (page: unknown): JsonObject[] => (page as { orders?: JsonObject[] }).orders ?? [];

/** How many of the items that `read` returns carry another object than the one that JSON.parse has made of the answer. */
export const copiesIn = async (read: () => Promise<INodeExecutionData[]>): Promise<number> => {
	const parsed = new Set<unknown>();
	const { parse } = JSON;
	JSON.parse = (text: string): unknown => {
		const page: unknown = parse(text);
		ordersOf(page).forEach((order) => parsed.add(order));
		return page;
	};
	try {
		return (await read()).filter(({ json }) => !parsed.has(json)).length;
	} finally {
		JSON.parse = parse;
	}
};
