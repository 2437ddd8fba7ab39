import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { isObject } from '../../api/types';
import type { JsonObject } from '../../api/types';
import { dateTimeOf } from '../shared/dateTime';
import { runKey } from './runKey';
import type { FolderReference, OrderReference } from './session';

/** The typed parameters of one input item. Every complaint names the parameter as the editor shows it. */
export class Parameters {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
	) {}

	/**
	 * A short text that is the same for all tries of this item, and for no other item, run, execution or n8n. With the
	 * number of the execution and of the item, for people.
	 */
	itemKey(): string {
		const { context, itemIndex } = this;
		const unique = createHash('sha256').update(`${context.getInstanceId()} ${runKey(context)} ${itemIndex}`);
		return `n8n-${context.getExecutionId()}-${itemIndex + 1}-${unique.digest('hex').slice(0, 12)}`;
	}

	/** The value as it is. */
	raw(name: string): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, '');
	}

	/** One of the values of a list, which an expression may miss. */
	choiceOf<T extends string>(value: unknown, label: string, choices: readonly T[]): T {
		return (
			choices.find((choice) => choice === value) ??
			this.refuse(label, `The parameter '${label}' is none of ${choices.join(', ')}: ${String(value)}`)
		);
	}

	requiredText(name: string, label: string): string {
		return this.requiredValue(this.raw(name), label);
	}

	/** A text that is not empty. */
	requiredValue(given: unknown, label: string): string {
		const value = this.textOf(given, label);
		return value.trim() === '' ? this.refuse(label, `The parameter '${label}' is empty`) : value;
	}

	flag(name: string): boolean {
		return this.booleanOf(this.raw(name), name);
	}

	/** A collection with the values the user has added to it. */
	collection(name: string): IDataObject {
		const value = this.context.getNodeParameter(name, this.itemIndex, {});
		if (isObject(value)) return value as IDataObject;
		return this.refuse(name, `The parameter '${name}' is not an object: ${String(value)}`);
	}

	/** The limit of a list, or undefined for Return All. */
	limit(): number | undefined {
		if (this.flag('returnAll')) return undefined;
		const value = Number(this.raw('limit'));
		return Number.isInteger(value) && value > 0
			? value
			: this.refuse('Limit', `The parameter 'Limit' is not a whole number above 0: ${String(this.raw('limit'))}`);
	}

	order(): OrderReference {
		const { mode, value } = this.locator('orderId', 'Order');
		if (mode === 'sourceId') return { by: 'sourceId', value };
		const id = value.replace(/^0+(?=\d)/, '');
		if (/^\d{1,15}$/.test(id)) return { by: 'id', value: id };
		return this.refuse(
			'Order',
			`The parameter 'Order' is not an Order Desk ID: ${value}`,
			"An ID is a number, such as 3866382274. Choose 'By Source ID' for the order number of the shop.",
		);
	}

	folder(): FolderReference {
		const { mode, value } = this.locator('folderId', 'Folder');
		return { by: mode === 'name' ? 'name' : 'id', value };
	}

	/** A JSON object that was typed in or comes from an expression. */
	json(name: string, label: string): JsonObject {
		const value: unknown = this.jsonValue(this.raw(name), label);
		if (isObject(value)) return value;
		return this.refuse(
			label,
			`The parameter '${label}' is not a JSON object`,
			'It has to start with { and end with }.',
		);
	}

	/** Typed-in JSON, or a value that an expression gives. */
	jsonValue(value: unknown, label: string): unknown {
		if (typeof value !== 'string') return value;
		try {
			return JSON.parse(value) as unknown;
		} catch (problem) {
			const where = problem instanceof Error ? problem.message : '';
			return this.refuse(label, `The parameter '${label}' is not valid JSON`, where);
		}
	}

	/** A text. Nothing at all is refused, since it would empty the field: only an empty text may. */
	textOf(value: unknown, label: string): string {
		if (typeof value === 'string') return value;
		if (typeof value === 'number' || typeof value === 'boolean') return String(value);
		return value === null || value === undefined
			? this.refuse(
					label,
					`The parameter '${label}' has no value`,
					'The expression gave nothing. Remove the field to leave it as it is, or give an empty text to empty it.',
				)
			: this.refuse(label, `The parameter '${label}' is not a text: ${JSON.stringify(value).slice(0, 80)}`);
	}

	/** Yes or no. A text that an expression gives counts too; nothing at all is no. */
	booleanOf(value: unknown, label: string): boolean {
		const text = String(value ?? '')
			.trim()
			.toLowerCase();
		if (['true', '1'].includes(text)) return true;
		if (['false', '0', ''].includes(text)) return false;
		return this.refuse(label, `The parameter '${label}' is neither true nor false: ${text}`);
	}

	numberOf(value: unknown, label: string): number {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number === 'number' && Number.isFinite(number)) return number;
		return this.refuse(label, `The parameter '${label}' is not a number: ${String(value)}`);
	}

	/** A moment in milliseconds. A text without a zone is in the workflow's time zone. */
	moment(value: unknown, label: string): number {
		const moment = dateTimeOf(value, this.context.getTimezone());
		return moment?.isValid
			? moment.toMillis()
			: this.refuse(
					label,
					`The parameter '${label}' is not a date: ${String(value)}`,
					'Pick one, or give a text such as 2026-03-29T08:00:00.',
				);
	}

	/** Ends the item with a message about one parameter. */
	refuse(
		parameter: string,
		message: string,
		description = `Correct '${parameter}' and run again. Nothing was sent for this item.`,
	): never {
		throw new NodeOperationError(this.context.getNode(), message, { itemIndex: this.itemIndex, description });
	}

	/** How the user has named something, and with what. */
	locator(name: string, label: string): { mode: string; value: string } {
		const chosen = this.raw(name) as INodeParameterResourceLocator | string | number;
		const { mode, value } = typeof chosen === 'object' && chosen !== null ? chosen : { mode: 'id', value: chosen };
		const text = this.textOf(value ?? '', label).trim();
		return text === '' ? this.refuse(label, `The parameter '${label}' is empty`) : { mode: String(mode), value: text };
	}
}
