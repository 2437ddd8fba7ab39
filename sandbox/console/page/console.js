import { actions, forms } from './actions.js';
import { call, urlOf } from './api.js';
import { connection, countryChoices, faultBanner, storeName, tabLinks } from './frame.js';
import { show } from './markup.js';
import { inventoryPage, orderList, orderPage } from './orders.js';
import { faultsPage, switchesPage } from './settings.js';
import { appointmentsPage, logPage, rulesPage } from './webhooks.js';

const element = (id) => document.getElementById(id);

/** What each tab needs and how it looks. */
const tabs = {
	orders: {
		label: 'Orders',
		async load() {
			const { orders } = await call('GET', `/orders?folder_id=${shown.folder}`);
			const opened = shown.open && (await call('GET', `/orders/${shown.open}`).catch(() => undefined));
			return { orders, ...opened };
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
	requests: {
		label: 'Requests',
		load: async () => ({ log: (await call('GET', '/log')).requests.reverse().slice(0, 300) }),
		page: logPage,
	},
};

const tabOf = (hash) => (tabs[hash.slice(2)] ? hash.slice(2) : 'orders');
const shown = { tab: tabOf(location.hash), folder: '', open: '', rule: '', ruleAction: '' };
const tables = await call('GET', '/tables').catch((error) => {
	tell(error.message);
	throw error;
});

show(element('country'), countryChoices(tables));

let isSilent = false;
/** What gets the focus after the next drawing. */
let goTo = '';

async function draw() {
	const hadFocus = hasFocus();
	try {
		const state = await call('GET', '/state');
		const { tab } = shown;
		const data = { ...shown, state, tables, ...(await tabs[tab].load()) };
		show(element('store'), storeName(state));
		showTabs(tab);
		show(element('connection'), connection(state));
		show(element('faults'), faultBanner(state, tables));
		element('view').className = tab;
		show(element('view'), tabs[tab].page(data));
		if (isSilent) tell();
		isSilent = false;
	} catch (error) {
		isSilent = true;
		tell(`The sandbox does not answer: ${error.message}`);
	}
	if (goTo) focusOn(document.querySelector(goTo));
	else if (hadFocus && !hasFocus()) currentTab().focus({ preventScroll: true });
	goTo = '';
}

/** The button that was pressed may be gone, with what it was for. */
const hasFocus = () => document.activeElement !== document.body;

const currentTab = () => document.querySelector('[aria-current="page"]');

/** Where not all tabs have room, they scroll to the one that is open. */
function showTabs(tab) {
	const before = currentTab();
	show(element('tabs'), tabLinks(tabs, tab));
	document.title = `${tabs[tab].label}: sandbox store`;
	if (currentTab() !== before) currentTab().scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** An order is beside the list, or below it where the window is narrow. */
function focusOn(shownThere) {
	const isBeside = matchMedia('(min-width: 960px)').matches;
	shownThere?.focus({ preventScroll: true });
	shownThere?.scrollIntoView({ block: isBeside ? 'nearest' : 'start' });
}

let drawing = Promise.resolve();
let queued;
/** Draws once what is being drawn is there; all who ask meanwhile get the same drawing. */
const refresh = () =>
	(queued ??= drawing =
		drawing.then(() => {
			queued = undefined;
			return draw();
		}));

function tell(message = '') {
	element('notice').textContent = message;
	element('notice').hidden = !message;
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

function open(id) {
	Object.assign(shown, { tab: 'orders', open: id });
	location.hash = '#/orders';
	goTo = '#order';
}

function close() {
	goTo = `[data-order="${shown.open}"]`;
	shown.open = '';
}

function editRule(id) {
	Object.assign(shown, { rule: id, ruleAction: '' });
	goTo = '#rule';
}

/** Whoever has edited a rule goes back to it. */
function closeRule() {
	if (shown.rule) goTo = `[data-action="editRule"][data-id="${shown.rule}"]`;
	Object.assign(shown, { rule: '', ruleAction: '' });
}

/** Runs what a button is for; an order that comes of it is opened. */
async function press(button) {
	const made = await actions[button.dataset.action](button);
	if (!made?.order) return;
	shown.folder = '';
	open(made.order.id);
}

document.addEventListener('click', ({ target }) => {
	const chosen = target.closest('button') ?? target.closest('tr')?.querySelector('[data-order]');
	const { folder, order, action } = chosen?.dataset ?? {};
	if (folder !== undefined) act(() => (shown.folder = folder));
	else if (order) act(() => open(order));
	else if (action === 'close') act(close);
	else if (action === 'editRule') act(() => editRule(chosen.dataset.id));
	else if (action) act(() => press(chosen));
});
document.addEventListener('submit', (event) => {
	event.preventDefault();
	const form = event.target;
	act(() => forms[form.dataset.form](form));
});
// Also after a rule was saved.
document.addEventListener('reset', ({ target }) => target.dataset.form === 'rule' && act(closeRule));
document.addEventListener('change', ({ target }) => {
	const { switch: name, fault, stores, ruleAction } = target.dataset;
	if (ruleAction !== undefined) act(() => (shown.ruleAction = target.value));
	if (stores !== undefined) location.search = new URLSearchParams({ store: target.value });
	if (name) act(() => call('PUT', '/switches', { [name]: target.value }));
	if (fault) act(() => call('PUT', '/faults', { [fault]: target.checked }));
});
addEventListener('hashchange', () => {
	if (shown.tab === tabOf(location.hash)) return;
	scrollTo(0, 0);
	act(() => (shown.tab = tabOf(location.hash)));
});

let changes;
/** Follows what changes while somebody looks. */
function follow() {
	changes?.close();
	changes = undefined;
	if (document.hidden) return;
	changes = new EventSource(urlOf('/changes'));
	// Also after a connection was lost, or the page was hidden: something may have been missed.
	changes.addEventListener('open', refresh);
	changes.addEventListener('message', refresh);
	changes.addEventListener('error', refresh);
}
document.addEventListener('visibilitychange', follow);
follow();
await refresh();
