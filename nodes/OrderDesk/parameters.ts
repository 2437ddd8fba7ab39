import type { IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { isObject } from '../../api/types';
import type { JsonObject } from '../../api/types';
import { ParameterReader } from '../shared/parameters';
import { runKey } from './runKey';
import type { FolderReference, OrderReference } from './run/lookups';

/** The parameters of one input item. */
export class Parameters extends ParameterReader {
	constructor(
		private readonly run: IExecuteFunctions,
		private readonly index: number,
	) {
		super(run, (name, fallback) => run.getNodeParameter(name, index, fallback), index);
	}

	/**
	 * A short text that is the same for all tries of this item, and different for every other item, run, execution and
	 * instance of n8n. It begins with the numbers of the execution and the item, for people to read.
	 */
	itemKey(): string {
		const unique = createHash('sha256').update(`${this.run.getInstanceId()} ${runKey(this.run)} ${this.index}`);
		return `n8n-${this.run.getExecutionId()}-${this.index + 1}-${unique.digest('hex').slice(0, 12)}`;
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

	/** The mode of a locator, which says how the user has named something, and the name itself. */
	locator(name: string, label: string): { mode: string; value: string } {
		const chosen = this.raw(name) as INodeParameterResourceLocator | string | number;
		const { mode, value } = typeof chosen === 'object' && chosen !== null ? chosen : { mode: 'id', value: chosen };
		const text = this.textOf(value ?? '', label).trim();
		return text === '' ? this.refuse(label, `The parameter '${label}' is empty`) : { mode: String(mode), value: text };
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

	/** JSON that was typed in, or a value that comes from an expression. */
	jsonValue(value: unknown, label: string): unknown {
		if (typeof value !== 'string') return value;
		try {
			return JSON.parse(value) as unknown;
		} catch (problem) {
			const where = problem instanceof Error ? problem.message : '';
			return this.refuse(label, `The parameter '${label}' is not valid JSON`, where);
		}
	}

	protected override adviceFor(label: string): string {
		return `Correct '${label}' and run again. Nothing was sent for this item.`;
	}
}
