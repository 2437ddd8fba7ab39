import type { Json, JsonObject } from '../../api/types';
import type { ApiParts } from '../http/exchange.cts';
import { faultTable } from '../http/faults.cts';
import type { Route } from '../http/routes.cts';
import { demoCountries } from '../store/demo.cts';
import { numberOf, textOf } from '../store/records.cts';
import { Refusal } from '../store/refusal.cts';
import { eventLabels } from '../store/rules/events.cts';
import type { SandboxStore } from '../store/store.cts';
import { switchTable } from '../switches.cts';
import type { Inbox } from './inbox.cts';
import { postsOf, rulesWithLastPost } from './posts.cts';

export interface ConsoleParts extends ApiParts {
	inbox: Inbox;
	/** The n8n that runs beside the store, or may run. */
	n8nUrl: string;
}

interface ConsoleCall {
	id: string;
	query: Readonly<Record<string, string>>;
	body: JsonObject;
}

interface ConsoleRoute extends Route {
	readonly run: (parts: ConsoleParts, call: ConsoleCall) => unknown;
}

const BULK_MOST = 20_000;

function state({ store, faults, requests, n8nUrl }: ConsoleParts): unknown {
	const orders = store.orders.all();
	const folders = store.folders.all().map(({ id, name }) => ({
		id,
		name,
		count: orders.filter(({ folder_id }) => folder_id === id).length,
	}));
	const { storeId, apiKey, name, timezone } = store.identity;
	return {
		store: { id: storeId, api_key: apiKey, name, timezone, now: store.clock.now() },
		stores: store.account.stores(),
		n8n_url: n8nUrl,
		folders,
		switches: store.switches,
		faults: faults.current(),
		rules: rulesWithLastPost(store),
		counts: {
			orders: orders.length,
			inventory: store.inventory.all().length,
			appointments: store.appointments.all().length,
			requests: requests.total(),
		},
	};
}

/** The tables behind the console's forms. */
const tables = (): unknown => ({
	switches: switchTable,
	faults: faultTable,
	events: eventLabels,
	countries: demoCountries,
});

function listOrders({ store }: ConsoleParts, { query }: ConsoleCall): unknown {
	const page = store.listOrders({ limit: '200', ...query });
	return { orders: store.orders.onWireAll(page.rows), total: page.total };
}

const shown = (store: SandboxStore, id: string): JsonObject => ({
	order: store.orders.onWire(store.orders.get(id), true),
});

/** An order like the given part: demo data fills what is missing, with an address in the `country` of the query. */
function makeOrder({ store }: ConsoleParts, { query, body }: ConsoleCall, origin: 'import' | 'manual'): JsonObject {
	const demo = store.demoOrder(query['country'] || undefined);
	const shop = origin === 'manual' ? { source_name: 'Order Desk', source_id: '' } : {};
	return shown(store, store.orders.create({ ...demo, ...shop, ...body }, origin).id);
}

function moveOrder({ store }: ConsoleParts, { id, body }: ConsoleCall): JsonObject {
	const folder = store.folders.find(textOf(body['folder_id'] ?? body['folder_name']));
	if (!folder) throw new Refusal('Folder Not Found', 404);
	store.folders.move(store.orders.get(id), folder.id, 'Staff');
	return shown(store, id);
}

function addShipment({ store }: ConsoleParts, { id, body }: ConsoleCall): JsonObject {
	const tracking_number = `1Z${Math.floor(store.random() * 1e10)}`;
	const made = { tracking_number, carrier_code: 'UPS', shipment_method: 'Ground' };
	const shipment = store.shipments.onWire(store.shipments.add(id, { ...made, ...body }, 'Manual'));
	return { shipment, ...shown(store, id) };
}

/** Many orders at once, without events, for tests and demos. */
function addMany({ store }: ConsoleParts, { body }: ConsoleCall): JsonObject {
	const count = Math.min(numberOf(body['count']) || 10, BULK_MOST);
	const ids: Json[] = [];
	for (let made = 0; made < count; made++) {
		ids.push(store.orders.create({ ...store.demoOrder(), source_id: '' }, 'silent').id);
	}
	return { count, ids };
}

function runAgain({ store }: ConsoleParts, { id }: ConsoleCall): unknown {
	return { appointment: store.appointments.onWire(store.appointments.runAgain(id)) };
}

function setStock({ store }: ConsoleParts, { id, body }: ConsoleCall): unknown {
	const changes = { ...body, update_source: textOf(body['update_source']) || 'Staff' };
	return { inventory_item: store.inventory.onWire(store.inventory.edit(id, changes)) };
}

/** Changes a table of settings; a name or value it does not know is the caller's mistake. */
function settingsChanged(change: () => void, shownAfter: () => unknown): unknown {
	try {
		change();
	} catch (error) {
		throw new Refusal(error instanceof Error ? error.message : String(error));
	}
	return shownAfter();
}

function reset({ store, faults, requests, inbox, bucket }: ConsoleParts): unknown {
	store.reset();
	faults.clear();
	requests.clear();
	inbox.clear();
	bucket?.reset();
	return { reset: true };
}

/** What the web console, scripts and tests use; neither authenticated nor limited. */
export const consoleRoutes: readonly ConsoleRoute[] = [
	{ method: 'GET', path: '/state', run: state },
	{ method: 'GET', path: '/tables', run: tables },
	{ method: 'GET', path: '/orders', run: listOrders },
	{
		method: 'GET',
		path: '/orders/{id}',
		run: ({ store }, { id }) => ({ ...shown(store, id), posts: postsOf(store, id) }),
	},
	{ method: 'POST', path: '/orders/import', run: (parts, call) => makeOrder(parts, call, 'import') },
	{ method: 'POST', path: '/orders/create', run: (parts, call) => makeOrder(parts, call, 'manual') },
	{ method: 'POST', path: '/orders/bulk', run: addMany },
	{
		method: 'PUT',
		path: '/orders/{id}',
		run: ({ store }, { id, body }) => shown(store, store.orders.edit(id, body).id),
	},
	{ method: 'DELETE', path: '/orders/{id}', run: ({ store }, { id }) => ({ message: store.orders.remove(id) }) },
	{ method: 'POST', path: '/orders/{id}/move', run: moveOrder },
	{ method: 'POST', path: '/orders/{id}/shipments', run: addShipment },
	{
		method: 'GET',
		path: '/inventory',
		run: ({ store }) => ({ inventory_items: store.inventory.all().map(store.inventory.onWire) }),
	},
	{ method: 'PUT', path: '/inventory/{id}', run: setStock },
	{ method: 'GET', path: '/rules', run: ({ store }) => ({ rules: rulesWithLastPost(store) }) },
	{ method: 'POST', path: '/rules', run: ({ store }, { body }) => ({ rule: store.rules.save(body) }) },
	{ method: 'PUT', path: '/rules/{id}', run: ({ store }, { id, body }) => ({ rule: store.rules.change(id, body) }) },
	{ method: 'DELETE', path: '/rules/{id}', run: ({ store }, { id }) => (store.rules.remove(id), { deleted: id }) },
	{ method: 'GET', path: '/appointments', run: ({ store }) => postsOf(store) },
	{ method: 'POST', path: '/appointments/{id}/run', run: runAgain },
	{
		method: 'PUT',
		path: '/faults',
		run: ({ faults }, { body }) =>
			settingsChanged(
				() => faults.set(body),
				() => ({ faults: faults.current() }),
			),
	},
	{
		method: 'PUT',
		path: '/switches',
		run: ({ store }, { body }) =>
			settingsChanged(
				() => store.setSwitches(body),
				() => ({ switches: store.switches }),
			),
	},
	{
		method: 'GET',
		path: '/log',
		run: ({ requests }, { query }) => ({
			requests: requests.since(Number(query['since'] ?? 0)),
			counts: requests.counts(),
		}),
	},
	{ method: 'GET', path: '/effects', run: ({ store }) => ({ effects: store.effects() }) },
	{ method: 'GET', path: '/inbox', run: ({ inbox }) => ({ requests: inbox.all().toReversed() }) },
	{ method: 'POST', path: '/reset', run: reset },
];
