import { html, options, show } from './markup.js';
import { inventoryPage, orderList, orderPage } from './orders.js';
import { faultsPage, switchesPage } from './settings.js';
import { appointmentsPage, logPage, rulesPage } from './webhooks.js';

const REFRESH_EVERY = 2_000;
const notice = document.getElementById('notice');
const view = document.getElementById('view');

/** The store the console shows; the first one where the address names none. */
const ownStore = new URLSearchParams(location.search).get('store');

async function call(method, path, body) {
	const url = new URL(`/console/api${path}`, location.origin);
	if (ownStore !== null) url.searchParams.set('store', ownStore);
	const reply = await fetch(url, {
		method,
		...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
	});
	const answer = await reply.json();
	if (!reply.ok) throw new Error(answer.message);
	return answer;
}

/** What each tab needs and how it looks. */
const tabs = {
	orders: {
		label: 'Orders',
		async load() {
			const { orders } = await call('GET', `/orders?folder_id=${shown.folder}`);
			const order = shown.open && (await call('GET', `/orders/${shown.open}`).catch(() => undefined))?.order;
			return { orders, order };
		},
		page: (data) => [orderList(data), orderPage(data)],
	},
	inventory: {
		label: 'Inventory',
		load: async () => ({ inventory: (await call('GET', '/inventory')).inventory_items }),
		page: inventoryPage,
	},
	rules: { label: 'Rules', load: async () => ({}), page: rulesPage },
	appointments: {
		label: 'Appointments',
		load: async () => ({ appointments: (await call('GET', '/appointments')).slice(0, 200) }),
		page: appointmentsPage,
	},
	faults: { label: 'Faults', load: async () => ({}), page: faultsPage },
	switches: { label: 'Switches', load: async () => ({}), page: switchesPage },
	log: {
		label: 'Requests',
		load: async () => ({ log: (await call('GET', '/log')).requests.reverse().slice(0, 300) }),
		page: logPage,
	},
};

const shown = { tab: tabs[location.hash.slice(1)] ? location.hash.slice(1) : 'orders', folder: '', open: '' };
const tables = await call('GET', '/tables');
let last = '';

async function refresh() {
	try {
		const state = await call('GET', '/state');
		const data = { ...shown, state, tables, ...(await tabs[shown.tab].load()) };
		showStores(state);
		const text = JSON.stringify({ ...data, state: { ...state, store: undefined } });
		// Redrawing only what changed keeps the focus and what is being typed.
		if (text === last) return;
		last = text;
		show(
			document.getElementById('tabs'),
			Object.entries(tabs).map(
				([name, { label }]) =>
					html`<button role="tab" data-tab="${name}" aria-selected="${name === shown.tab}">${label}</button>`,
			),
		);
		view.className = shown.tab === 'orders' ? 'split' : '';
		show(view, tabs[shown.tab].page(data));
	} catch (error) {
		tell(`The sandbox does not answer: ${error.message}`);
	}
}

/** The name of the store or, where there are several, all names to choose from. */
function showStores({ store, stores }) {
	if (last !== '') return;
	const choices = stores.map(({ id, name }) => [id, `${name}, id ${id}`]);
	const names =
		stores.length === 1
			? choices[0][1]
			: html`<select data-stores aria-label="Store">
					${options(choices, store.id)}
				</select>`;
	show(document.getElementById('store'), html`${names}, ${store.timezone}`);
}

function tell(message = '') {
	notice.textContent = message;
	notice.hidden = !message;
}

/** Does something, says what went wrong if it did, and shows the result. */
async function act(work) {
	try {
		tell();
		await work();
	} catch (error) {
		tell(error.message);
	}
	await refresh();
}

const opened = ({ order }) => Object.assign(shown, { tab: 'orders', folder: '', open: order.id });

const actions = {
	import: async () => opened(await call('POST', '/orders/import')),
	create: async () => opened(await call('POST', '/orders/create')),
	reset: async () => confirm('Remove all orders, rules and switches?') && call('POST', '/reset'),
	toggleRule: ({ id, enabled }) => call('PUT', `/rules/${id}`, { enabled: enabled !== 'true' }),
	deleteRule: ({ id }) => call('DELETE', `/rules/${id}`),
	runAppointment: ({ id }) => call('POST', `/appointments/${id}/run`),
};

const filled = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

const forms = {
	move: (id, fields) => call('POST', `/orders/${id}/move`, fields),
	ship: (id, fields) => call('POST', `/orders/${id}/shipments`, filled(fields)),
	stock: (id, fields) => call('PUT', `/inventory/${id}`, { stock: Number(fields.stock) }),
	rule: (_id, { folder, include_history, ...fields }) =>
		call('POST', '/rules', {
			...filled(fields),
			include_history: include_history === 'on',
			folder_ids: folder ? [folder] : [],
		}),
	fault: (id, fields) => call('PUT', '/faults', { [id]: filled(fields) }),
};

/** Shows the fields of the action that a new rule takes; a disabled one is neither required nor sent. */
function showFieldsFor(form, action) {
	for (const label of form.querySelectorAll('[data-for]')) {
		label.hidden = label.dataset.for !== action;
		label.control.disabled = label.hidden;
	}
}

document.addEventListener('click', ({ target }) => {
	const { tab, folder, order, action } =
		target.closest('[data-tab],[data-folder],[data-order],[data-action]')?.dataset ?? {};
	if (tab) act(() => ((shown.tab = tab), (location.hash = tab)));
	else if (folder !== undefined) act(() => (shown.folder = folder));
	else if (order) act(() => (shown.open = order));
	else if (action) act(() => actions[action](target.closest('[data-action]').dataset));
});
document.addEventListener('keydown', ({ key, target }) => {
	if (key === 'Enter' && target.dataset?.order) act(() => (shown.open = target.dataset.order));
});
document.addEventListener('submit', (event) => {
	event.preventDefault();
	const { form, id } = event.target.dataset;
	const fields = Object.fromEntries(new FormData(event.target));
	act(() => forms[form](id, fields));
});
document.addEventListener('change', ({ target }) => {
	const { switch: name, fault, stores, ruleAction } = target.dataset;
	if (ruleAction !== undefined) showFieldsFor(target.form, target.value);
	if (stores !== undefined) location.search = new URLSearchParams({ store: target.value });
	if (name) act(() => call('PUT', '/switches', { [name]: target.value }));
	if (fault) act(() => call('PUT', '/faults', { [fault]: target.checked }));
});

const isEditing = () => view.contains(document.activeElement) && document.activeElement.matches('input, select');
setInterval(() => document.hidden || isEditing() || refresh(), REFRESH_EVERY);
await refresh();
