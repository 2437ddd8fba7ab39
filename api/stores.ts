import { OrderDeskError } from './errors';

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

const form = "Write one store a line: its name, its Store ID and its API Key, such as 'Acme, 12345, key'.";

/** No line is ever quoted: it holds a key. */
const refuseLine = (line: number, message: string) =>
	new OrderDeskError('input', `Line ${line} of the stores ${message}`, { advice: form });

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
		if (id === '') throw refuseLine(index + 1, 'is not a name, a Store ID and an API Key');
		if (name === allStores) throw refuseLine(index + 1, `has the name ${allStores}, which stands for all stores`);
		if (stores.some((store) => isNamed(store, id) || isNamed(store, inLowerCase(name)))) {
			throw refuseLine(index + 1, 'has the name or the Store ID of a store before it');
		}
		stores.push({ id, name, apiKey });
	}
	if (stores.length === 0) throw new OrderDeskError('input', 'The credential lists no store', { advice: form });
	return stores;
};

/** The stores there are, for the advice of an error. */
const namesOf = (stores: readonly Pick<ListedStore, 'id' | 'name'>[]): string =>
	stores.length > maxNamed
		? `It lists ${stores.length} stores.`
		: `Its stores are: ${stores.map(({ id, name }) => `${name} (${id})`).join(', ')}.`;

/** The store with this ID, or with this name in capitals or not. Throws OrderDeskError 'input' with those there are. */
export const findStore = <Store extends Pick<ListedStore, 'id' | 'name'>>(
	stores: readonly Store[],
	wanted: string,
): Store => {
	const found =
		stores.find(({ id }) => id === wanted.trim()) ??
		stores.find(({ name }) => inLowerCase(name) === inLowerCase(wanted));
	if (found) return found;
	throw new OrderDeskError('input', `The credential lists no store '${wanted.slice(0, 80)}'`, {
		advice: namesOf(stores),
	});
};

/** What a request of a store carries, to be recognised as the store's own. */
export const storeHeaders = ({ id, apiKey }: Pick<ListedStore, 'id' | 'apiKey'>): Record<string, string> => ({
	'ORDERDESK-STORE-ID': id.trim(),
	'ORDERDESK-API-KEY': apiKey.trim(),
});
