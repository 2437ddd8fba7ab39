import { html, money, options, table } from './markup.js';
import { eventLabel, lastAttempt } from './webhooks.js';

const fullName = ({ first_name, last_name, company }) => [first_name, last_name].filter(Boolean).join(' ') || company;

const addressLines = (address) =>
	[fullName(address), address.address1, `${address.city} ${address.state} ${address.postal_code}`, address.country]
		.filter((line) => line.trim())
		.join(', ');

/** In two lines where there is no room for one. */
const dateAndTime = (text) => text.split(' ').map((part) => html`<span class="whole">${part}</span> `);

const folderName = (state, id) => state.folders.find((folder) => Number(folder.id) === id)?.name ?? id;

export const orderList = ({ state, orders, folder, open }) =>
	html`<section aria-label="Orders">
		<div class="row">
			<button data-folder="" aria-pressed="${folder === ''}">All <small>${state.counts.orders}</small></button>
			${state.folders.map(
				({ id, name, count }) =>
					html`<button data-folder="${id}" aria-pressed="${folder === id}">${name} <small>${count}</small></button>`,
			)}
		</div>
		${table(
			[
				[
					'Order',
					(order) =>
						html`<button class="link" data-order="${order.id}" ${order.id === open ? html`aria-current="true"` : ''}>
								${order.source_id}</button
							><br /><small>${order.source_name}</small>`,
				],
				['Customer', (order) => fullName(order.customer)],
				['Country', ({ shipping, customer }) => shipping.country || customer.country],
				['Folder', (order) => folderName(state, order.folder_id)],
				['Added (UTC)', (order) => dateAndTime(order.date_added)],
				['Total', (order) => money(order.order_total), 'number'],
			],
			orders,
			'No orders here. Import one with the button above.',
			{ key: ({ id }) => id, isOpen: ({ id }) => id === open },
		)}
	</section>`;

// A list from which a row was deleted may be an object (docs/order-desk.md 7.28).
const itemTable = (order) =>
	table(
		[
			['Item', (item) => item.name],
			['SKU', (item) => html`<code>${item.code}</code>`],
			['Quantity', (item) => item.quantity, 'number'],
			['Price', (item) => money(item.price), 'number'],
		],
		Object.values(order.order_items),
		'No items.',
	);

const shipmentTable = (order) =>
	table(
		[
			['Tracking', (shipment) => html`<code>${shipment.tracking_number}</code>`],
			['Carrier', (shipment) => `${shipment.carrier_code} ${shipment.shipment_method}`],
			['Shipped', (shipment) => shipment.date_shipped],
		],
		Object.values(order.order_shipments),
		'Not shipped yet.',
	);

const historyTable = (order) =>
	table(
		[
			['When (UTC)', (entry) => entry.date_added],
			['Who', (entry) => entry.source_name],
			['What', (entry) => entry.note],
		],
		[...order.order_history].reverse(),
		'No history.',
	);

// Also told by a screen reader, as the answer may come while the order is open.
const postTable = (posts, tables) =>
	html`<div aria-live="polite">
		${table(
			[
				['Rule', ({ rule_name, event }) => html`${rule_name}<br /><small>${eventLabel(event, tables)}</small>`],
				['What came of it', lastAttempt],
			],
			posts,
			'No rule has posted this order.',
			{ key: ({ id }) => id },
		)}
	</div>`;

export const orderPage = ({ state, tables, order, posts }) =>
	order
		? html`<section class="beside" data-key="${order.id}" aria-labelledby="order">
				<div class="row spread">
					<h2 id="order" tabindex="-1">Order ${order.source_id} <small>id ${order.id}</small></h2>
					<button data-action="close">Close</button>
				</div>
				<form class="row" data-form="move" data-id="${order.id}">
					<label
						>Folder
						<select name="folder_id">
							${options(
								state.folders.map(({ id, name }) => [id, name]),
								String(order.folder_id),
							)}
						</select></label
					>
					<button>Move</button>
				</form>
				<form class="row" data-form="ship" data-id="${order.id}">
					<label>Tracking number <input name="tracking_number" placeholder="made up when empty" /></label>
					<label>Carrier <input name="carrier_code" value="UPS" size="8" /></label>
					<button>Add shipment</button>
				</form>
				<h3>Posts</h3>
				${postTable(posts, tables)}
				<h3>Details</h3>
				<dl>
					<dt>Ship to</dt>
					<dd>${addressLines(order.shipping)}</dd>
					<dt>Email</dt>
					<dd>${order.email}</dd>
					<dt>Method</dt>
					<dd>${order.shipping_method}</dd>
					<dt>Payment</dt>
					<dd>${order.payment_type} ${order.cc_number_masked} ${order.payment_status}</dd>
					<dt>Total</dt>
					<dd>${money(order.order_total)}</dd>
					<dt>Updated (UTC)</dt>
					<dd>${order.date_updated}</dd>
				</dl>
				<h3>Items</h3>
				${itemTable(order)}
				<h3>Shipments</h3>
				${shipmentTable(order)}
				<h3>History</h3>
				${historyTable(order)}
				<details>
					<summary>The whole order as the API sends it</summary>
					<pre>${JSON.stringify(order, null, 2)}</pre>
				</details>
			</section>`
		: html`<section class="beside soft">Choose an order to see all of it.</section>`;

export const inventoryPage = ({ inventory }) =>
	html`<section>
		<h2>Inventory</h2>
		${table(
			[
				['Item', (item) => item.name],
				['SKU', (item) => html`<code>${item.code}</code>`],
				['Price', (item) => money(item.price), 'number'],
				['Updated (UTC)', (item) => item.date_updated],
				['By', (item) => item.update_source],
				[
					'Stock',
					(item) =>
						html`<form class="stock" data-form="stock" data-id="${item.id}">
							<input type="number" name="stock" value="${item.stock}" aria-label="Stock of ${item.name}" />
							<button>Set</button>
						</form>`,
				],
			],
			inventory,
			'No inventory items.',
			{ key: ({ id }) => id },
		)}
	</section>`;
