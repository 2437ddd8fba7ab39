/**
 * Where sources disagree about Order Desk, or say nothing, the sandbox can behave either way. One line per question:
 * the section of docs/order-desk.md, the values with the default first (what the best sources say), and what is asked.
 * The client has to be right under every value. A switch with numbers takes any whole number from 0.
 */
export interface SwitchDefinition {
	readonly section: string;
	readonly values: readonly (string | number)[];
	readonly default: string | number;
	readonly description: string;
}

const choice = <const V extends readonly [string | number, ...(string | number)[]]>(
	section: string,
	values: V,
	description: string,
): { section: string; values: V; default: V[0]; description: string } => ({
	section,
	values,
	default: values[0],
	description,
});

export const switchTable = {
	plainDates: choice('7.1', ['utc', 'local'], 'How search_* and modified_* dates are read'),
	localDates: choice('7.1', ['honoured', 'ignored'], 'Whether search_*_date_local filters'),
	dateBounds: choice('7.1', ['inclusive', 'exclusive'], 'Whether a row exactly at a date bound is returned'),
	repeatedHour: choice('7.1', ['earlier', 'later'], 'How a local hour that occurs twice in autumn is read'),
	putFolder: choice('7.2', ['keeps', 'moves'], 'What PUT does with folder_id'),
	putMissingItems: choice('7.3', ['kept', 'removed'], 'What PUT does with items left out'),
	retries: choice('7.4', ['5', '10'], 'How often a failed webhook is retried within two hours'),
	receivedCodes: choice('7.5', ['200 or 201', '200'], 'Which reply codes count as received'),
	jsonBodyShape: choice(
		'7.6',
		['order', 'wrapped', 'wrappedText'],
		'JSON request format: the bare order, {order:{}}, or {order:"text"}',
	),
	jsonFlag: choice(
		'7.6',
		['ignored', 'wins'],
		'Whether order metadata json_post_in_body=1 turns a form post into JSON',
	),
	hashOver: choice(
		'3.2',
		['decoded', 'rawurldecoded'],
		'Text the webhook hash covers (older code percent-decodes once more)',
	),
	formEncoding: choice(
		'3.1',
		['urlencoded', 'rawurlencoded', 'twice', 'multipart'],
		'How the form field order is written: as PHP forms are, with %20 for a space, percent-encoded once more, or in parts',
	),
	jsonHashOver: choice('7.6', ['body', 'order'], 'What the hash of the JSON request format covers'),
	webhookRepeats: choice(
		'7.4',
		[0, 1, 3],
		'How often a post is repeated although it was received, as when the answer is lost (any number)',
	),
	hashHeader: choice('7.7', ['present', 'absent'], 'Whether X-ORDER-DESK-HASH is sent'),
	webhookPayload: choice(
		'3.1',
		['atSend', 'atEvent'],
		'Whether a webhook carries the order as it is when sent, or as it was at the event',
	),
	authFailure: choice('7.8', ['401', '403'], 'HTTP code for a wrong store id or API key'),
	unknownId: choice(
		'7.8',
		['404', '200', '400'],
		'HTTP code for an id that does not exist (the body says error in each case)',
	),
	duplicateShipment: choice('7.8', ['200', '400'], 'HTTP code of "Shipment Not Added"'),
	apiCreateEvent: choice('7.9', ['created', 'imported', 'none'], 'Event an order created over the API fires'),
	batchBody: choice(
		'7.10',
		['bare', 'wrapped', 'both'],
		'Body of the batch endpoints: a bare array or {shipments:[]} / {inventory_items:[]}',
	),
	batchCap: choice('7.10', [100, 10, 25, 50, 500, 0], 'Most rows of one batch call (any number; 0 is no cap)'),
	batchCapCode: choice('7.10', ['400', '413'], 'HTTP code above the cap'),
	batchRowIds: choice('7.10', ['present', 'absent'], 'Whether rows of a batch-shipments reply name their order'),
	moveCap: choice('7.10', [0, 10, 100, 500], 'Most ids of one move-orders call (any number; 0 is no cap)'),
	moveMissing: choice(
		'1.1',
		['absent', 'present'],
		'Whether move-orders has a row "Order Not Found" for an order that does not exist',
	),
	textFilters: choice(
		'1.2',
		['equals', 'contains'],
		'How source_id, names, companies, addresses and phones are searched',
	),
	inventoryFilters: choice(
		'7.11',
		['honoured', 'ignored'],
		'Whether the inventory filters beyond limit, offset, search and code work',
	),
	inventoryLimit: choice('7.11', [500, 100, 50], 'Largest limit of GET /inventory-items'),
	bucketOwner: choice(
		'7.12',
		['store', 'account'],
		'Whose rate limit it is: with account, all stores of an account draw on one bucket',
	),
	inventoryOrder: choice(
		'7.27',
		['byId', 'unsorted', 'byStock', 'arbitrary'],
		'Sequence of inventory items: by id, another one that stays, by stock, or a new one each time',
	),
	totalRecords: choice(
		'7.13',
		['asPrinted', 'number', 'text', 'wrong'],
		'Form of total_records (printed: number for orders, text for inventory); wrong is the "0" once captured',
	),
	contentTypeOnGet: choice(
		'7.14',
		['tolerated', 'refused'],
		'What happens to a GET with a Content-Type header or a body',
	),
	paymentStatus: choice('7.15', ['Approved', 'Captured'], 'payment_status of an order created without one'),
	orderTotal: choice('7.16', ['computed', 'writable'], 'Whether order_total can be set'),
	noteLimit: choice(
		'2.1',
		[2000, 0],
		'Characters all notes of an order hold; later notes are cut (any number; 0 is no limit)',
	),
	sourceNames: choice(
		'7.17',
		['stored', 'replaced', 'refused'],
		'What happens to a source_name that is not in the list: with replaced, the order keeps the name it had',
	),
	tags: choice('7.18', ['stored', 'ignored'], 'Whether tag_name can be set'),
	mapLimit: choice(
		'7.21',
		['none', 'cut', 'refused'],
		'What happens to checkout_data above 3,500 characters, metadata above 2,000, a history note above 1,800',
	),
	creationRules: choice(
		'7.29',
		['none', 'beforeReply', 'afterReply'],
		'Whether rules change the data, metadata, items and folder of a new order, and when',
	),
	partShipments: choice('7.19', ['stored', 'ignored'], 'Whether a shipment keeps the order_items it is sent with'),
	shipDateField: choice(
		'7.19',
		['all', 'shipment_date', 'ship_date', 'date_shipped'],
		'Which field of a new shipment sets its date',
	),
	searchParam: choice('7.20', ['honoured', 'ignored'], 'Whether ?search= filters orders'),
	shipNotifyHeaders: choice(
		'7.22',
		['absent', 'present'],
		'Whether ship_notify_url posts carry the X-ORDER-DESK headers',
	),
	shipNotifyRetries: choice('7.22', ['asWebhooks', 'none'], 'Whether failed ship_notify_url posts are retried'),
	historyOfOne: choice('7.23', ['honoured', 'ignored'], 'Whether get_order_history works on one order'),
	itemPut: choice('7.24', ['whole', 'partial'], 'Whether PUT of an order item blanks what is missing'),
	shipmentPut: choice('7.24', ['whole', 'partial'], 'Whether PUT of a shipment blanks what is missing'),
	inventoryPut: choice('7.24', ['whole', 'partial'], 'Whether PUT of an inventory item blanks what is missing'),
	readOnlyInPut: choice('7.26', ['ignored', 'refused'], 'What happens to read-only fields in PUT'),
	orderPutReply: choice('1.1', ['withOrder', 'message'], 'Whether PUT /orders answers with the order'),
	orderDeleteReply: choice('1.1', ['Order N Deleted', 'Order Deleted', 'none'], 'Message of DELETE /orders'),
	itemPostReply: choice('1.1', ['message', 'withItem'], 'Whether a new order item is returned'),
	inventoryPostReply: choice(
		'1.1',
		['withItem', 'message'],
		'Whether a new inventory item is returned (201) or only a message (200)',
	),
	unknownFolder: choice('1.1', ['nothing', 'error'], 'move-orders to an unknown folder: moves nothing, or answers 400'),
	unchangedPut: choice('1.1', ['touches', 'keeps'], 'Whether a PUT that changes nothing renews date_updated'),
	orderByUpdated: choice('1.2', ['honoured', 'ignored'], 'Whether order_by=date_updated sorts'),
	ties: choice('1.2', ['byId', 'arbitrary'], 'Order of rows that are equal in the sorted field'),
	visibilityLag: choice('1.2', [0, 5, 30], 'Seconds until a change shows in lists (any number)'),
	timing: choice('1.1', ['execution_time', 'message'], 'Where the timing is said; older replies use message'),
	mapValues: choice('2.1', ['text', 'asSent'], 'Whether values of maps become text'),
	phpArrays: choice(
		'7.28',
		['tidied', 'byKeys'],
		'Whether a map with the keys 0, 1, … is a list, and a list from which a row was deleted an object',
	),
	prices: choice('2.1', ['number', 'text'], 'How item prices and discount amounts are written'),
	unknownFields: choice('2.1', ['ignored', 'stored'], 'What happens to order fields nobody documents'),
	refill: choice('4', ['continuous', 'wholeSecond'], 'Whether tokens trickle in or arrive three at a time each second'),
	tokensHeader: choice('4', ['present', 'absent'], 'Whether X-Tokens-Remaining is sent'),
	retryAfterHeader: choice('4', ['X-Retry-After', 'Retry-After', 'absent'], 'How a 429 says when to try again'),
	dateHeader: choice('4', ['present', 'absent'], 'Whether replies carry an HTTP Date header'),
} as const;

export type SwitchName = keyof typeof switchTable;
type ValueOf<D extends SwitchDefinition> = D['values'][number] extends number ? number : D['values'][number];
export type Switches = { -readonly [Name in SwitchName]: ValueOf<(typeof switchTable)[Name]> };

export const switchNames = Object.keys(switchTable) as SwitchName[];

export const defaultSwitches = (): Switches =>
	Object.fromEntries(switchNames.map((name) => [name, switchTable[name].default])) as Switches;

/** Sets switches from outside; throws with a sentence when a name or value is unknown, and then changes nothing. */
export function applySwitches(switches: Switches, changes: Readonly<Record<string, unknown>>): void {
	const accepted: Record<string, string | number> = {};
	for (const [name, value] of Object.entries(changes)) {
		const definition: SwitchDefinition | undefined = Object.hasOwn(switchTable, name)
			? switchTable[name as SwitchName]
			: undefined;
		if (!definition) throw new Error(`There is no switch "${name}". Known: ${switchNames.join(', ')}.`);
		const numeric = typeof definition.default === 'number';
		const given = numeric ? Number(value) : String(value);
		const fits = numeric ? Number.isInteger(given) && Number(given) >= 0 : definition.values.includes(given);
		if (!fits) throw new Error(`Switch "${name}" takes ${definition.values.join(', ')}, not "${String(value)}".`);
		accepted[name] = given;
	}
	Object.assign(switches, accepted);
}
