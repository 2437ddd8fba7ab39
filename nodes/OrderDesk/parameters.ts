import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { isObject } from '../../api/normalise';
import type { JsonObject } from '../../api/types';
import type { FolderReference, OrderReference } from './session';

/** The typed parameters of one input item. Every complaint names the parameter as the editor shows it. */
export class Parameters {
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly itemIndex: number,
	) {}

	text(name: string): string {
		const value = this.context.getNodeParameter(name, this.itemIndex, '');
		return value === null || value === undefined ? '' : String(value);
	}

	/** The value as it is. */
	raw(name: string): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, '');
	}

	requiredText(name: string, label: string): string {
		const value = this.text(name);
		return value.trim() === '' ? this.refuse(label, `The parameter '${label}' is empty`) : value;
	}

	flag(name: string): boolean {
		return this.context.getNodeParameter(name, this.itemIndex, false) === true;
	}

	/** A collection with the values the user has added to it. */
	collection(name: string): IDataObject {
		const value = this.context.getNodeParameter(name, this.itemIndex, {});
		return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as IDataObject) : {};
	}

	/** The limit of a list, or undefined for Return All. */
	limit(): number | undefined {
		if (this.flag('returnAll')) return undefined;
		const value = Number(this.context.getNodeParameter('limit', this.itemIndex, 50));
		return Number.isInteger(value) && value > 0
			? value
			: this.refuse('Limit', `The parameter 'Limit' is not a whole number above 0: ${this.text('limit')}`);
	}

	order(): OrderReference {
		const { mode, value } = this.locator('orderId', 'Order');
		if (mode === 'sourceId') return { by: 'sourceId', value };
		if (/^\d+$/.test(value)) return { by: 'id', value };
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
		const value: unknown = this.jsonValue(this.context.getNodeParameter(name, this.itemIndex, ''), label);
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

	/** A moment in milliseconds. A text without a zone is in the workflow's time zone. */
	moment(value: unknown, label: string): number {
		const zone = this.context.getTimezone();
		const moment = DateTime.isDateTime(value)
			? value
			: value instanceof Date
				? DateTime.fromJSDate(value)
				: typeof value === 'number'
					? DateTime.fromMillis(value)
					: DateTime.fromISO(
							String(value)
								.trim()
								.replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T'),
							{ zone },
						);
		return moment.isValid
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

	private locator(name: string, label: string): { mode: string; value: string } {
		const chosen = this.context.getNodeParameter(name, this.itemIndex) as
			| INodeParameterResourceLocator
			| string
			| number;
		const { mode, value } = typeof chosen === 'object' && chosen !== null ? chosen : { mode: 'id', value: chosen };
		const text = String(value ?? '').trim();
		return text === '' ? this.refuse(label, `The parameter '${label}' is empty`) : { mode: String(mode), value: text };
	}
}
