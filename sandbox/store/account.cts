import type { JsonObject } from '../../api/types';
import { Refusal } from './refusal.cts';

/** The stores of one account, as each of them knows the others. */
export interface Account {
	/** All of them, the asking one included. */
	stores(): ReadonlyArray<{ id: string; name: string }>;
	/** Puts an order into a store and returns its id there. Throws a Refusal when the store does not take it. */
	copyTo(storeId: string, order: JsonObject): string;
}

/** The account of a store that has no others beside it. */
export const accountOf = (id: string, name: string): Account => ({
	stores: () => [{ id, name }],
	copyTo(storeId) {
		throw new Refusal(`There is no store ${storeId} in this account.`);
	},
});
