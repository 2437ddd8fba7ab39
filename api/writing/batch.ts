import type { CallOptions, Doubt, OrderDeskClient, Reconcile } from '../client/client';
import { isOrderDeskError, settle } from '../errors';
import { isObject } from '../types';
import type { JsonObject } from '../types';

/** What a batch endpoint has answered. */
export interface BatchReply {
	/** What it says of each row; undefined when it says nothing of them. */
	results?: JsonObject[];
	/** About the batch as a whole: '2 Orders Moved'. */
	message: string;
	/** The batch was refused as a whole, so that a row counts as done only where its own result says so. */
	refused: boolean;
}

const rowsIn = (results: unknown): JsonObject[] | undefined =>
	Array.isArray(results) ? results.map((row) => (isObject(row) ? row : {})) : undefined;

/** Calls a batch endpoint. An answer that is an error as a whole, and yet tells of the rows, is read row by row. */
export const callBatch = async (
	client: OrderDeskClient,
	name: 'moveOrders' | 'addShipments' | 'replaceInventoryItems',
	body: unknown,
	reconcile?: Reconcile,
): Promise<BatchReply> => {
	const options: CallOptions<never> = { path: {}, body, ...(reconcile && { reconcile }) };
	const sent = await settle(client.call(name, options));
	if (sent.ok) {
		const results = rowsIn(sent.value['results']);
		return { ...(results && { results }), message: String(sent.value['message'] ?? ''), refused: false };
	}
	const { error } = sent;
	const results = isOrderDeskError(error, 'refused') ? rowsIn(error.results) : undefined;
	if (!isOrderDeskError(error) || !results?.length) throw error;
	return { results, message: error.message, refused: true };
};

/** What became of one row of a batch. */
export type Fate<Done> =
	| { is: 'done'; as: Done }
	| { is: 'refused'; message: string }
	| { is: 'failed'; error: unknown }
	/** It had not arrived, and can be sent. */
	| { is: 'missing' }
	| { is: 'untold' };

export type Fates<Row, Done> = Map<Row, Fate<Done>>;

/** The fate of each row. */
export const fatesOf = <Row, Done>(
	rows: readonly Row[],
	tell: (row: Row, place: number) => Fate<Done>,
): Fates<Row, Done> => new Map(rows.map((row, place) => [row, tell(row, place)]));

/** Looks for the rows of a batch whose answer was lost. */
export abstract class BatchLook<Row, Done> {
	/** What the looks after one request have told. A row that is not in it has not arrived, as far as was seen. */
	protected fates: Fates<Row, Done> = new Map();

	/** Looks for rows once more, those that are done left out. In the last look each row is told for good. */
	protected abstract look(rows: readonly Row[], doubt: Doubt, isLast: boolean): Promise<void>;

	/** The fates of the rows, when it took a look to tell them. */
	found(rows: readonly Row[]): Fates<Row, Done> | undefined {
		return this.fates.size > 0 ? fatesOf(rows, (row) => this.fates.get(row) ?? { is: 'missing' }) : undefined;
	}

	/**
	 * For the request that carries `rows`: lets it be sent again as a whole when none of them has arrived. When some have,
	 * or cannot be told, it is not: `found` then says which are missing.
	 */
	reconcileFor(rows: readonly Row[]): Reconcile {
		this.fates = new Map();
		return async (doubt, isLast) => {
			const open = rows.filter((row) => this.fates.get(row)?.is !== 'done');
			await this.look(open, doubt, isLast);
			// A row that is missing may still come: the last look decides.
			const decided = isLast || rows.every((row) => this.fates.get(row)?.is === 'done');
			return decided && this.fates.size > 0 ? { status: 'success' } : undefined;
		};
	}
}

/**
 * Sends rows until it is known what became of each, and after a lost answer only those that are missing. Throws when the
 * whole request was refused or may have been lost.
 */
export const sendRows = async <Row, Done>(
	rows: readonly Row[],
	look: BatchLook<Row, Done>,
	send: (rows: readonly Row[], reconcile: Reconcile) => Promise<Fates<Row, Done>>,
): Promise<Fates<Row, Done>> => {
	const fates: Fates<Row, Done> = new Map();
	// Each round settles one row at least.
	for (let missing = rows; missing.length > 0; missing = rows.filter((row) => fates.get(row)?.is === 'missing')) {
		const sent = await settle(send(missing, look.reconcileFor(missing)));
		if (!sent.ok && missing === rows) throw sent.error;
		const failed = (error: unknown) => fatesOf<Row, Done>(missing, () => ({ is: 'failed', error }));
		const told = sent.ok ? (look.found(missing) ?? sent.value) : failed(sent.error);
		for (const [row, fate] of told) fates.set(row, fate);
	}
	return fates;
};
