import { OrderDeskError } from '../errors';
import type { ErrorDetails, ErrorKind } from '../errors';

/** A message that users may see. `<name>` in its text or advice stands for a value. */
export interface Message {
	/** `input` where it is left out. */
	readonly kind?: ErrorKind;
	readonly when: string;
	/** What happened, and to what. */
	readonly text: string;
	/** What to do about it. */
	readonly advice: string;
}

/** The messages of one area, by their IDs. */
export type Messages = Readonly<Record<string, Message>>;

type NamesIn<Text> = Text extends `${string}<${infer Name}>${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The values that a message stands with, but for those that are known without the caller. */
export type ValuesOf<M extends Message, Known extends string = never> = Readonly<
	Record<Exclude<NamesIn<M['text' | 'advice']>, Known>, string | number>
>;

/** Puts values into a text of the table. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
	text.replace(/<(\w+)>/g, (_, name: string) => String(values[name]));

/** Names in a message, each once; `none` where there are none. */
export const listed = (names: readonly string[], none = 'none'): string => [...new Set(names)].join(', ') || none;

/** The error that shows a message of the table. */
export const problem = <M extends Message>(
	{ kind = 'input', text, advice }: M,
	values: ValuesOf<M>,
	details: Omit<ErrorDetails, 'advice'> = {},
): OrderDeskError => new OrderDeskError(kind, fill(text, values), { ...details, advice: fill(advice, values) });

/**
 * The error of a reconciler that cannot tell whether a write has arrived: *uncertain* where no later look can tell
 * more. Nobody sees the reason: what is shown is `requestMessages.uncertain`.
 */
export const cannotTell = (reason: string, kind: 'unknown' | 'uncertain' = 'unknown'): OrderDeskError =>
	new OrderDeskError(kind, reason);
