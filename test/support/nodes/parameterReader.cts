import type { FunctionsBase } from 'n8n-workflow';
import { fill } from '../../../api/messages/message';
import { parameterMessages } from '../../../nodes/messages/parameters';
import { ParameterReader } from '../../../nodes/shared/parameters';

export const context = {
	getNode: () => ({ id: '1', name: 'Order Desk', type: 'orderDesk' }),
	getTimezone: () => 'Europe/Berlin',
} as unknown as FunctionsBase;

export const reader = (values: Record<string, unknown> = {}, itemIndex?: number) =>
	new ParameterReader(context, (name, fallback) => (name in values ? values[name] : fallback), itemIndex);
export const parameters = reader();

interface Refusal {
	message: string;
	description: string;
	context: { itemIndex?: number };
}
/** Why a value is refused, or what it is read as. */
export const refusalOf = (read: () => unknown): Refusal => {
	try {
		return { message: `no refusal, but ${JSON.stringify(read())}`, description: '', context: {} };
	} catch (error) {
		return error as Refusal;
	}
};

/** What a refusal says of 'Note', or of what is named. */
export const says = (name: keyof typeof parameterMessages, values: Record<string, string | number> = {}) => {
	const { text, advice } = parameterMessages[name];
	const all = { label: 'Note', ...values };
	return { message: fill(text, all), description: fill(advice, all) };
};
