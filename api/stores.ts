import { problem } from './messages/message';
import { storeMessages } from './messages/stores';

/** One of several stores, as a user lists them. */
export interface ListedStore {
	/** Digits. */
	id: string;
	name: string;
	apiKey: string;
}

/** What the user writes where every store is meant. No store can have it as its name. */
export const allStores = '*';

/** Enough to recognise a list by; of more stores, the message of an error says only how many there are. */
const maxNamed = 30;

/** A name may hold commas itself. A spreadsheet puts tabs between its cells. */
const row = /^(.*\S)\s*[,\t]\s*(\d+)\s*[,\t]\s*([^\s,]+)$/;

const inLowerCase = (text: string): string => text.trim().toLowerCase();

const isNamed = ({ id, name }: ListedStore, wanted: string): boolean => id === wanted || inLowerCase(name) === wanted;

/**
 * The stores of a text that has one a line. Throws OrderDeskError 'input' for a line that is none, for two stores with
 * the same ID or name, and if there is no line at all.
 */
export const readStores = (text: string): ListedStore[] => {
	const stores: ListedStore[] = [];
	for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
		if (line.trim() === '') continue;
		const [, name = '', id = '', apiKey = ''] = row.exec(line.trim()) ?? [];
		if (id === '') throw problem(storeMessages.notAStore, { line: index + 1 });
		if (name === allStores) throw problem(storeMessages.reservedName, { line: index + 1, allStores });
		if (stores.some((store) => isNamed(store, id) || isNamed(store, inLowerCase(name)))) {
			throw problem(storeMessages.repeatedStore, { line: index + 1 });
		}
		stores.push({ id, name, apiKey });
	}
	if (stores.length === 0) throw problem(storeMessages.noStores, {});
	return stores;
};

/** The stores there are, for the advice of an error. */
const namesOf = (stores: readonly Pick<ListedStore, 'id' | 'name'>[]): string =>
	stores.length > maxNamed
		? `the ${stores.length} that it lists`
		: stores.map(({ id, name }) => `${name} (${id})`).join(', ');

/** The store with this ID, or with this name in capitals or not. Throws OrderDeskError 'input' with those there are. */
export const findStore = <Store extends Pick<ListedStore, 'id' | 'name'>>(
	stores: readonly Store[],
	wanted: string,
): Store => {
	const found =
		stores.find(({ id }) => id === wanted.trim()) ??
		stores.find(({ name }) => inLowerCase(name) === inLowerCase(wanted));
	if (found) return found;
	throw problem(storeMessages.noSuchStore, { store: wanted.slice(0, 80), stores: namesOf(stores) });
};

/** What a request of a store carries, to be recognised as the store's own. */
export const storeHeaders = ({ id, apiKey }: Pick<ListedStore, 'id' | 'apiKey'>): Record<string, string> => ({
	'ORDERDESK-STORE-ID': id.trim(),
	'ORDERDESK-API-KEY': apiKey.trim(),
});
