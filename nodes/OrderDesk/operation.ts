import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { OrderDeskError } from '../../api/errors';
import type { OutputShape } from '../shared/outputSchema';
import type { Parameters } from './parameters';
import type { Lookups } from './run/lookups';

/** What an operation gives for one input item: one output item, or a list of them. */
export type Result = IDataObject | IDataObject[];

/**
 * `record` is the table of the records it returns as Order Desk sends them; run/outputItems.ts gives them the shape the
 * user chose. `returns` are the keys it adds to such a record, or all keys it returns where there is no record.
 */
interface Common<Input, Ready> extends OutputShape {
	/** How the operation is listed. */
	readonly name: string;
	readonly value: string;
	/** For the list of actions, in sentence case. */
	readonly action: string;
	readonly description: string;
	/** Whether it changes nothing in Order Desk. */
	readonly readOnly?: true;
	/** Whether one item can ask several stores: it searches or lists, and changes nothing. */
	readonly asksManyStores?: true;
	/** Its parameters; nodeProperties.ts adds when they are shown. */
	readonly fields: INodeProperties[];
	/** Reads and checks the parameters of one item. Sends nothing. */
	read(parameters: Parameters): Input;
	/**
	 * Looks up what the item names (an order by its source ID, a folder by its name). Only reads, and runs for all items
	 * before the first one is written, so that a wrong name in the last item stops the run in time.
	 */
	prepare?(lookups: Lookups, input: Input): Promise<Ready>;
	/** Prepares many items where one request looks up many: one result or failure for each, in their sequence. */
	prepareAll?(lookups: Lookups, inputs: Input[]): Promise<Array<Ready | OrderDeskError>>;
	/** What does the same for many records with fewer requests, for a run that takes long. */
	readonly inBulk?: string;
	/** What the user should know about the results of one item, if anything. */
	hint?(ready: Ready, results: IDataObject[]): string | undefined;
}

/** An operation that sends its own requests for every item. */
export interface SingleOperation<Input, Ready> extends Common<Input, Ready> {
	run(lookups: Lookups, ready: Ready): Promise<Result>;
}

/** An operation in which one request serves many items. */
export interface BatchOperation<Input, Ready> extends Common<Input, Ready> {
	/**
	 * Prepares and runs this many different records at a time, instead of preparing all items before the first is
	 * written: what is read and written back must not get old in between. `keyOf` is the same for items that name the
	 * same record.
	 */
	readonly inParts?: { readonly maxRecords: number; keyOf(input: Input): string };
	/** Items of one group run together, several groups at once. All items are one group when it is left out. */
	groupOf?(ready: Ready): string;
	/** The record of an item, where items of several groups may be about the same one: these run in their sequence. */
	recordOf?(ready: Ready): string;
	/** One result or failure for every input of a group, in their sequence. */
	runAll(lookups: Lookups, ready: Ready[]): Promise<Array<Result | OrderDeskError>>;
}

/** Operations never loop over items, catch or repeat: run/ does. */
export type Operation<Input = unknown, Ready = unknown> = SingleOperation<Input, Ready> | BatchOperation<Input, Ready>;

export const single = <Input, Ready = Input>(operation: SingleOperation<Input, Ready>): SingleOperation<Input, Ready> =>
	operation;
export const batch = <Input, Ready = Input>(operation: BatchOperation<Input, Ready>): BatchOperation<Input, Ready> =>
	operation;
