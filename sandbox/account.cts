import { API_PATH } from './http/exchange.cts';
import { lowerCaseNames, type SandboxReply, type SandboxRequest } from './http/messages.cts';
import {
	createSandbox,
	serve,
	type ListenOptions,
	type Sandbox,
	type SandboxOptions,
	type Started,
} from './sandbox.cts';
import type { Account } from './store/account.cts';
import { Refusal } from './store/refusal.cts';
import { referenceFolders, type Folder } from './store/state.cts';
import { createStore, type SandboxStore, type StoreOptions } from './store/store.cts';

/** Several stores behind one address, as Order Desk's own API has them all behind one. */
export interface StoreAccount {
	/** In the order in which they are listed; the first answers what names no store. */
	readonly sandboxes: readonly [Sandbox, ...Sandbox[]];
	/** Answers one request by the store it names: the API by the header, the console and the inbox by `?store=`. */
	handle: (request: SandboxRequest) => Promise<SandboxReply>;
	close: () => Promise<void>;
}

export type StartedAccount = StoreAccount & Started;

/** For all stores of the account; what concerns one store is said to `createStores`. */
export type AccountOptions = Pick<SandboxOptions, 'seed' | 'rateLimit' | 'deliver' | 'n8nUrl'>;

/** Names and time zones of the stores after the first. */
const clients = [
	['Acme Outdoor', 'America/New_York'],
	['Nordlicht Kaffee', 'Europe/Berlin'],
	['Harbour Prints', 'Europe/London'],
	['Kookaburra Kids', 'Australia/Sydney'],
] as const;

/** Every other store names its folders differently: who looks a folder up in the wrong store finds out. */
const otherFolderNames = ['New', 'Packing', 'Shipped', 'Canceled'] as const;

const foldersOf = (place: number): Folder[] =>
	referenceFolders.map(({ id, name }, index) => ({
		id: String(Number(id) + place * 100),
		name: (place % 2 === 1 && otherFolderNames[index]) || name,
	}));

const DEFAULTS = { storeId: '11', apiKey: 'sandbox-api-key', seed: 1 };

/**
 * The store at a place after the first (0): its id counts on from the first one's, and its key is the first one's with
 * `-` and its own id. Ids of records, folders, demo data and time zone are its own.
 */
function storeAt(place: number, first: StoreOptions): StoreOptions {
	if (place === 0) return first;
	const { storeId, apiKey, seed } = { ...DEFAULTS, ...first };
	const id = String(Number(storeId) + place);
	const [name, timezone] = clients[(place - 1) % clients.length] ?? clients[0];
	const round = Math.floor((place - 1) / clients.length);
	return {
		...first,
		seed: seed + place,
		storeId: id,
		apiKey: `${apiKey}-${id}`,
		name: round === 0 ? name : `${name} ${round + 1}`,
		timezone,
		folders: foldersOf(place),
		idsFrom: place * 100_000,
	};
}

/** The stores of one account, without HTTP; each knows the others. Throws when there can be no ids for so many. */
export function createStores(count: number, first: StoreOptions): [SandboxStore, ...SandboxStore[]] {
	const { storeId } = { ...DEFAULTS, ...first };
	if (count > 1 && !/^\d+$/.test(storeId))
		throw new Error(`The id of the first of several stores is a whole number, not "${storeId}".`);
	const account: Account = {
		stores: () => stores.map(({ identity: { storeId: id, name } }) => ({ id, name })),
		copyTo(id, order) {
			const store = stores.find(({ identity }) => identity.storeId === id);
			if (!store) throw new Refusal(`There is no store ${id} in this account.`);
			return store.orders.create(order, 'import').id;
		},
	};
	const storeOf = (place: number): SandboxStore => createStore({ ...storeAt(place, first), account });
	const stores: [SandboxStore, ...SandboxStore[]] = [storeOf(0)];
	while (stores.length < count) stores.push(storeOf(stores.length));
	return stores;
}

/** The id of the store that a request names; undefined when it names none. */
function storeNamed({ url, headers }: SandboxRequest): string | undefined {
	const { pathname, searchParams } = new URL(url, 'http://sandbox');
	if (pathname.startsWith(`${API_PATH}/`)) return lowerCaseNames(headers)['orderdesk-store-id'];
	return searchParams.get('store') ?? undefined;
}

/** Puts stores behind one address, without a port. */
export function createAccount(
	[firstStore, ...otherStores]: readonly [SandboxStore, ...SandboxStore[]],
	options: AccountOptions = {},
): StoreAccount {
	const first = createSandbox({ ...options, store: firstStore });
	const others = otherStores.map((store) => createSandbox({ ...options, store, sameAccountAs: first }));
	const sandboxes = [first, ...others] as const;
	const byId = new Map(sandboxes.map((sandbox) => [sandbox.store.identity.storeId, sandbox]));
	return {
		sandboxes,
		async handle(request) {
			const id = storeNamed(request);
			// The API refuses a store it does not know, as it refuses a wrong key: the first store says how.
			return (byId.get(id ?? '') ?? first).handle(request);
		},
		async close() {
			await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
		},
	};
}

/** Puts stores behind a port of this machine. Rejects with code EADDRINUSE when the port is taken. */
export const startAccount = (
	stores: readonly [SandboxStore, ...SandboxStore[]],
	options: AccountOptions & ListenOptions = {},
): Promise<StartedAccount> => serve(createAccount(stores, options), options);
