import { NodeOperationError } from 'n8n-workflow';
import type { FunctionsBase, IDataObject, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

import { fill } from '../../api/messages/message';
import type { Message, ValuesOf } from '../../api/messages/message';
import { isBlankText } from '../../api/records/blank';
import { countryCode } from '../../api/records/countries';
import { parseJson, repeatedNameIn } from '../../api/records/exactJson';
import { parameterMessages } from '../messages/parameters';
import { recordMessages } from '../messages/records';
import { dateTimeOf, isBareDate, spreadsheetDate } from './dateTime';
import { isDate, isExact, inexactIn, isPlainObject, missingIn } from './jsonValues';
import { textList } from './textList';

/** Whether a value says nothing: it is not there, or is a text of blanks. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && isBlankText(value));

/** A value in a message. Of an object that is no data, such as a Map, only what it is. */
export const shown = (value: unknown): string => {
	const isData = Array.isArray(value) || isPlainObject(value) || (isDate(value) && value.toJSON() !== null);
	return (isData ? JSON.stringify(value) : String(value)).slice(0, 80);
};

/** A text that nobody meant: an expression has put something into it that is not one. */
const isStray = (text: string): boolean =>
	['undefined', 'Invalid Date', 'Invalid DateTime'].includes(text.trim()) || /\[object [A-Z]\w*\]/.test(text);

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
		const { empty, withoutValue } = parameterMessages;
		return isBlank(value)
			? this.refuse(label, typeof value === 'string' ? empty : withoutValue, {})
			: this.textOf(value, label);
	}

	flag(name: string, label: string): boolean {
		return this.booleanOf(this.raw(name, false), label);
	}

	/** A collection with the values the user has added to it. */
	collection(name: string, label = name): IDataObject {
		return this.objectOf(this.raw(name, {}), label) as IDataObject;
	}

	/** An object, which an expression may give as JSON. Nothing at all must not pass for an empty one. */
	objectOf(value: unknown, label: string): IDataObject {
		const given = this.parsed(value, label);
		// Order Desk itself writes an empty map as [].
		if (Array.isArray(given) && given.length === 0) return {};
		if (isPlainObject(given)) return given as IDataObject;
		return isBlank(given)
			? this.refuseBlank(label)
			: this.refuse(label, parameterMessages.notAnObject, { value: shown(given) });
	}

	/** What an expression gives in place of rows or of a collection: the list or object itself, or its JSON text. */
	parsed(value: unknown, label: string): unknown {
		return typeof value === 'string' && /^\s*[[{]/.test(value) ? this.jsonValue(value, label) : value;
	}

	/**
	 * A value of a collection, undefined if it was not added. One that was added and says nothing is refused, since it
	 * would be ignored without a word.
	 */
	added(collection: IDataObject, name: string, label: string): unknown {
		if (!Object.hasOwn(collection, name)) return undefined;
		return isBlank(collection[name]) ? this.refuseBlank(label) : collection[name];
	}

	/** A switch of a collection, off if it was not added. */
	addedFlag(collection: IDataObject, name: string, label: string): boolean {
		return this.booleanOf(this.added(collection, name, label) ?? false, label);
	}

	/** A list of texts in a collection, empty if it was not added. One that was added has to hold something. */
	addedList(collection: IDataObject, name: string, label: string): string[] {
		const given = this.added(collection, name, label);
		if (given === undefined) return [];
		const list = this.listOf(given, label);
		return list.length === 0 ? this.refuseBlank(label) : list;
	}

	/**
	 * A list of texts: an array, or one text with commas. Blank entries are dropped. What is no text is refused: as a
	 * filter it would let nothing through, and nobody would know why.
	 */
	listOf(value: unknown, label: string): string[] {
		const entries: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
		const isLeftOut = (entry: unknown): boolean =>
			typeof entry === 'string' ? isBlankText(entry) : entry === undefined || entry === null;
		const textIn = (entry: unknown): string =>
			typeof entry === 'boolean'
				? this.refuse(label, parameterMessages.notAText, { value: shown(entry) })
				: this.textOf(entry, label);
		return textList(entries.filter((entry) => !isLeftOut(entry)).map(textIn));
	}

	/** The codes of the countries in a collection, empty if it was not added. */
	addedCountries(collection: IDataObject, name: string, label: string): string[] {
		return this.addedList(collection, name, label).map(
			(country) => countryCode(country) ?? this.refuse(label, parameterMessages.notACountry, { value: shown(country) }),
		);
	}

	/** One of `choices`, in capitals or not. The editor offers no other, but an expression may give one. */
	choiceOf<T extends string>(value: unknown, label: string, choices: readonly T[]): T {
		if (isBlank(value)) return this.refuseBlank(label);
		const wanted = String(value).trim().toLowerCase();
		return (
			choices.find((choice) => choice.toLowerCase() === wanted) ??
			this.refuse(label, parameterMessages.notAChoice, { choices: choices.join(', '), value: shown(value) })
		);
	}

	/** A text. Nothing at all and mere blanks are refused, since they would empty the field: only an empty text may. */
	textOf(value: unknown, label: string): string {
		if (value === undefined || value === null) return this.refuseBlank(label);
		if (value !== '' && isBlank(value)) return this.refuse(label, parameterMessages.onlyBlanks, {});
		if (typeof value === 'string' && !isStray(value)) return value;
		if (typeof value === 'boolean') return String(value);
		if (typeof value !== 'number') return this.refuse(label, parameterMessages.notAText, { value: shown(value) });
		return isExact(value) && !/e/.test(String(value)) ? String(value) : this.refuseNumber(value, label);
	}

	/** Yes or no, which an expression may give as a text. */
	booleanOf(value: unknown, label: string): boolean {
		if (isBlank(value)) return this.refuseBlank(label);
		const text = typeof value === 'object' ? '' : String(value).trim().toLowerCase();
		if (['true', '1'].includes(text)) return true;
		if (['false', '0'].includes(text)) return false;
		return this.refuse(label, parameterMessages.notABoolean, { value: shown(value) });
	}

	/** A number, or a text that is one in decimals. */
	numberOf(value: unknown, label: string): number {
		if (isBlank(value)) return this.refuseBlank(label);
		const isDecimal = typeof value === 'string' && /^\s*[+-]?(\d+(\.\d+)?|\.\d+)\s*$/.test(value);
		const number = isDecimal ? Number(value) : value;
		if (typeof number === 'number' && isExact(number)) return number;
		return this.refuse(label, parameterMessages.notANumber, {
			value: typeof value === 'number' ? value : shown(value),
		});
	}

	/** A number of units. */
	wholeNumberOf(value: unknown, label: string): number {
		const number = this.numberOf(value, label);
		return Number.isInteger(number) ? number : this.refuse(label, parameterMessages.notWhole, { value: number });
	}

	/**
	 * A moment in milliseconds since 1970. A text without a zone is in the workflow's time zone.
	 * @param edge which end of a day a date without a time means
	 */
	moment(value: unknown, label: string, edge: 'start' | 'end' = 'start'): number {
		if (isBlank(value)) return this.refuseBlank(label);
		const moment = dateTimeOf(value, this.context.getTimezone());
		if (moment) return (edge === 'end' && isBareDate(value) ? moment.endOf('day') : moment).toMillis();
		const day = spreadsheetDate(value);
		return day === undefined
			? this.refuse(label, parameterMessages.notADate, { value: shown(value) })
			: this.refuse(label, parameterMessages.spreadsheetDate, { value: shown(value), day });
	}

	/**
	 * JSON that was typed in, or a value that comes from an expression. A value in it that is undefined, a number that
	 * has lost digits, and a name that is there twice are refused: JSON would leave out the one, hold another number, and
	 * keep one of two values.
	 */
	jsonValue(value: unknown, label: string): unknown {
		if (isBlank(value)) return this.refuseBlank(label);
		const json = typeof value === 'string' ? this.parseJson(value, label) : value;
		const missing = missingIn(json);
		if (missing) return this.refuseBlank([label, ...missing].join(' > '));
		const lost = inexactIn(json);
		return lost ? this.refuseNumber(lost.value, [label, ...lost.path].join(' > ')) : json;
	}

	/** Keeps the digits of long numbers, as texts. Refuses a name that is there twice: its first value would be lost. */
	private parseJson(text: string, label: string): unknown {
		let json: unknown;
		try {
			json = parseJson(text);
		} catch (problem) {
			const where = problem instanceof Error ? problem.message : '';
			return this.refuse(label, parameterMessages.notJson, { problem: where });
		}
		const name = repeatedNameIn(text);
		return name === undefined ? json : this.refuse(label, recordMessages.repeatedName, { name: shown(name) });
	}

	/** Refuses a number that is no longer the one that was meant, such as an ID of a shop, or that is none. */
	private refuseNumber(value: unknown, label: string): never {
		return Number.isFinite(value) && Math.abs(Number(value)) > 1
			? this.refuse(label, parameterMessages.lostDigits, {})
			: this.refuse(label, parameterMessages.notDecimal, { value: String(value) });
	}

	/** Refuses a value that is there and says nothing. */
	refuseBlank(label: string): never {
		return this.refuse(label, parameterMessages.noValue, {});
	}

	/** Ends the item, or the check of a trigger, with a message about one parameter. */
	refuse<M extends Message>(label: string, { text, advice }: M, values: ValuesOf<M, 'label'>): never {
		const all = { ...values, label };
		throw new NodeOperationError(this.context.getNode(), fill(text, all), {
			description: fill(advice, all),
			...(this.itemIndex !== undefined && { itemIndex: this.itemIndex }),
		});
	}
}

/** The parameters of a trigger. */
export const triggerParameters = (context: IPollFunctions | IWebhookFunctions): ParameterReader =>
	new ParameterReader(context, (name, fallback) => context.getNodeParameter(name, fallback));
