import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { listed } from '../../api/messages/message';
import { orderDeskIdOf } from '../../api/records/ids';
import type { JsonObject } from '../../api/types';
import { isTool } from '../connection/nodeError';
import { parameterMessages } from '../messages/parameters';
import { isPlainObject } from '../shared/jsonValues';
import { ParameterReader, isBlank, shown } from '../shared/parameters';
import { isNotGiven, isNotGivenInUpdate, withoutBlanks } from './notGiven';
import { isToolExecution, runKey } from './runKey';
import { emptyTemplate } from './templates';
import type { FolderReference, OrderReference } from './run/lookups';

/** The parameters of one input item. */
export class Parameters extends ParameterReader {
	/** An AI agent fills in every parameter it is offered: there, what says nothing was not given. */
	readonly isTool: boolean;

	/** @param properties the parameters of the operation */
	constructor(
		private readonly run: IExecuteFunctions,
		private readonly index: number,
		private readonly properties: readonly INodeProperties[],
	) {
		super(run, (name, fallback) => run.getNodeParameter(name, index, fallback), index);
		// In n8n's present generation of agents, only the type of the node tells.
		this.isTool = isToolExecution(run) || isTool(run.getNode());
	}

	override raw(name: string, fallback: unknown = ''): unknown {
		const value = this.given(this.checked(name, fallback), name);
		return this.isTool ? (value ?? fallback) : value;
	}

	/** The value with all that is empty in it. Refuses a text of expressions that give nothing, at any depth. */
	checked(name: string, fallback: unknown = ''): unknown {
		const value = this.whole(name, fallback);
		// What a model leaves empty was not given.
		if (this.isTool) return value;
		const property = this.properties.find((one) => one.name === name);
		const raw: unknown = this.run.getNodeParameter(name, this.index, '', { rawExpressions: true });
		const empty = emptyTemplate(raw, value, property, [property?.displayName ?? name]);
		return empty ? this.refuse(empty.join(' > '), parameterMessages.emptyTemplate, {}) : value;
	}

	/** What was given of a value: all of it, but for what a model leaves empty or fills with a word for nothing. */
	private given(value: unknown, name?: string): unknown {
		if (!this.isTool) return value;
		return withoutBlanks(value, name === 'updateFields' ? isNotGivenInUpdate : isNotGiven, name);
	}

	override parsed(value: unknown, label: string): unknown {
		const json = super.parsed(value, label);
		return json === value ? value : this.given(json);
	}

	/** The value with all that is empty in it. */
	whole(name: string, fallback: unknown = ''): unknown {
		const value = super.raw(name, fallback);
		const property = this.propertyOf(name);
		const options = property?.options?.map((option) => option.name);
		if (!property || !options) return value;
		if (this.isExpression(name))
			return property.type === 'collection' ? this.withOptions(value, property, options) : value;
		// Another operation has left the others, and the editor does not show them.
		return isPlainObject(value)
			? Object.fromEntries(
					options.filter((option) => Object.hasOwn(value, option)).map((option) => [option, value[option]]),
				)
			: value;
	}

	/** What an expression gives in place of a collection. Refuses what is none of its options. */
	private withOptions(value: unknown, { displayName }: INodeProperties, options: readonly string[]): unknown {
		const given = this.parsed(value, displayName);
		const unknown = isPlainObject(given) ? Object.keys(given).find((name) => !options.includes(name)) : undefined;
		return unknown === undefined
			? given
			: this.refuse(displayName, parameterMessages.unknownOption, { name: unknown, names: listed(options) });
	}

	override collection(name: string, label = this.propertyOf(name)?.displayName ?? name): IDataObject {
		return super.collection(name, label);
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
		if (this.flag('returnAll', 'Return All')) return undefined;
		const value = this.numberOf(this.raw('limit', 50), 'Limit');
		return Number.isInteger(value) && value > 0
			? value
			: this.refuse('Limit', parameterMessages.notPositive, { value });
	}

	order(): OrderReference {
		const { mode, value } = this.locator('orderId', 'Order');
		if (mode === 'sourceId') return { by: 'sourceId', value };
		const id = orderDeskIdOf(value);
		if (id !== undefined) return { by: 'id', value: id };
		return this.refuse('Order', parameterMessages.notAnOrderDeskId, {
			value,
			example: 3866382274,
			mode: 'By Source ID',
			other: 'the order number of the shop',
		});
	}

	folder(): FolderReference {
		const { mode, value } = this.locator('folderId', 'Folder');
		// A model knows folders by name, and neither it nor a bare value says which of both is given.
		const isEither = this.isTool || !isPlainObject(this.raw('folderId'));
		return { by: mode === 'name' ? 'name' : isEither ? 'either' : 'id', value: value.trim() };
	}

	/**
	 * Whether a parameter is as it starts. One with an expression is not, whatever that gives: it was meant to give
	 * something.
	 */
	isUntouched(name: string): boolean {
		const written: unknown = this.isTool
			? this.raw(name)
			: this.run.getNodeParameter(name, this.index, '', { rawExpressions: true });
		const value = isPlainObject(written) && 'mode' in written ? written['value'] : written;
		return value === '' || (isPlainObject(value) && Object.keys(value).length === 0);
	}

	/** Of these parameters, the values of those that are not as they start. */
	touched(names: readonly string[]): IDataObject {
		const touched = names.filter((name) => !this.isUntouched(name));
		return Object.fromEntries(touched.map((name) => [name, this.raw(name, '')])) as IDataObject;
	}

	/** The folder, if one is named. */
	optionalFolder(): FolderReference | undefined {
		return this.isUntouched('folderId') ? undefined : this.folder();
	}

	/**
	 * The mode of a locator, which says how the user has named something, and the name itself. An expression may give a
	 * bare value, which is an ID. Blanks around a name stay: a record may have them in its own.
	 */
	locator(name: string, label: string): { mode: string; value: string } {
		const modes = this.properties.find((property) => property.name === name)?.modes ?? [];
		const chosen = this.raw(name);
		const { mode, value } = this.located(
			chosen,
			label,
			modes.map((known) => known.name),
		) ?? { mode: 'id', value: chosen };
		const text = this.textOf(value ?? '', label);
		return text === '' ? this.refuse(label, parameterMessages.empty, {}) : { mode, value: text };
	}

	/** What an object says as a locator with these modes; undefined for a bare value. */
	located(chosen: unknown, label: string, modes: readonly string[]): { mode: string; value: unknown } | undefined {
		if (!isPlainObject(chosen)) return undefined;
		const { mode, value } = chosen;
		if (typeof mode === 'string' && modes.includes(mode)) return { mode, value };
		const { withoutMode, unknownMode } = parameterMessages;
		return isBlank(mode)
			? this.refuse(label, withoutMode, { modes: modes.join(', ') })
			: this.refuse(label, unknownMode, { modes: modes.join(', '), value: shown(mode) });
	}

	/** A JSON object that was typed in or comes from an expression. */
	json(name: string, label: string): JsonObject {
		const value = this.given(this.jsonValue(this.given(this.checked(name)), label));
		if (isPlainObject(value)) return value;
		return value === undefined ? this.refuseBlank(label) : this.refuse(label, parameterMessages.notAJsonObject, {});
	}

	private propertyOf(name: string): INodeProperties | undefined {
		return this.properties.find((property) => property.name === name && /collection/i.test(property.type));
	}

	private isExpression(name: string): boolean {
		const raw: unknown = this.run.getNodeParameter(name, this.index, '', { rawExpressions: true });
		return typeof raw === 'string';
	}
}
