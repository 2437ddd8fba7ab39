import { NodeOperationError } from 'n8n-workflow';
import type { FunctionsBase, IDataObject, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../../api/types';
import { dateTimeOf } from './dateTime';

/** The parameters of a node, read with their types. Every complaint names the parameter as the editor shows it. */
export class ParameterReader {
	/**
	 * @param read the value of a parameter, or the fallback where the node has none
	 * @param itemIndex the input item whose parameters these are; a trigger has no input
	 */
	constructor(
		protected readonly context: Pick<FunctionsBase, 'getNode' | 'getTimezone'>,
		private readonly read: (name: string, fallback: unknown) => unknown,
		private readonly itemIndex?: number,
	) {}

	/** The value as it is. */
	raw(name: string, fallback: unknown = ''): unknown {
		return this.read(name, fallback);
	}

	requiredText(name: string, label: string): string {
		return this.requiredValue(this.raw(name), label);
	}

	/** A text that is not blank. */
	requiredValue(value: unknown, label: string): string {
		const text = this.textOf(value, label);
		return text.trim() === '' ? this.refuse(label, `The parameter '${label}' is empty`) : text;
	}

	flag(name: string): boolean {
		return this.booleanOf(this.raw(name), name);
	}

	/** A collection with the values the user has added to it. */
	collection(name: string, label = name): IDataObject {
		const value = this.raw(name, {});
		if (isObject(value)) return value as IDataObject;
		return this.refuse(label, `The parameter '${label}' is not an object: ${String(value)}`);
	}

	/** One of `choices`. The editor offers no other, but an expression may give one. */
	choiceOf<T extends string>(value: unknown, label: string, choices: readonly T[], advice?: string): T {
		return (
			choices.find((choice) => choice === value) ??
			this.refuse(label, `The parameter '${label}' is none of ${choices.join(', ')}: ${String(value)}`, advice)
		);
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

	/** A moment in milliseconds since 1970. A text without a zone is in the workflow's time zone. */
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

	/** Ends the item, or the check of a trigger, with a message about one parameter. */
	refuse(label: string, message: string, advice = this.adviceFor(label)): never {
		throw new NodeOperationError(this.context.getNode(), message, {
			description: advice,
			...(this.itemIndex !== undefined && { itemIndex: this.itemIndex }),
		});
	}

	/** What to do about a parameter, where a complaint does not say. */
	protected adviceFor(label: string): string {
		return `Correct '${label}'.`;
	}
}

/** The parameters of a trigger. */
export const triggerParameters = (context: IPollFunctions | IWebhookFunctions): ParameterReader =>
	new ParameterReader(context, (name, fallback) => context.getNodeParameter(name, fallback));
