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

/**
 * A store at the beginning of a text. A name may hold commas itself; a spreadsheet puts tabs between its cells. A space
 * ends the key: where n8n shows a single line, as it did for long, what is pasted into it has lost its line breaks.
 */
const row = /^(.*?\S)\s*[,\t]\s*(\d+)\s*[,\t]\s*([^\s,]+)(?:\s+|$)/;

/** Two stores that have run together: the name would show the key of the first. */
const isRunTogether = (name: string): boolean => /[,\t]\s*\d+\s*[,\t]/.test(name);

/** The rows of one line. Throws OrderDeskError 'input' for what is none. */
const rowsIn = (line: string, before: number): ListedStore[] => {
	const rows: ListedStore[] = [];
	for (let rest = line.trim(); rest !== ''; ) {
		const [whole = '', name = '', id = '', apiKey = ''] = row.exec(rest) ?? [];
		if (whole === '' || isRunTogether(name))
			throw problem(storeMessages.notAStore, { number: before + rows.length + 1 });
		rows.push({ id, name, apiKey });
		rest = rest.slice(whole.length);
	}
	return rows;
};

const inLowerCase = (text: string): string => text.trim().toLowerCase();

const isNamed = ({ id, name }: ListedStore, wanted: string): boolean => id === wanted || inLowerCase(name) === wanted;

/**
 * The stores of a text that has one a line, or one after the other. Throws OrderDeskError 'input' for what is none, for
 * two stores with the same ID or name, and if there is none at all.
 */
export const readStores = (text: string): ListedStore[] => {
	const stores: ListedStore[] = [];
	for (const line of text.split(/\r\n|\r|\n/)) {
		for (const store of rowsIn(line, stores.length)) {
			const number = stores.length + 1;
			if (store.name === allStores) throw problem(storeMessages.reservedName, { number, allStores });
			if (stores.some((other) => isNamed(other, store.id) || isNamed(other, inLowerCase(store.name)))) {
				throw problem(storeMessages.repeatedStore, { number });
			}
			stores.push(store);
		}
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
