import { shipmentFields } from '../../../api/records/fields';
import type { JsonObject } from '../../../api/types';
import { storedDateTime } from '../../dates.cts';
import type { StoreContext } from '../context.cts';
import { addHistory, findOrder, nextId, nowText, touch, unknownId } from '../context.cts';
import { listOfOrder, rowsRemoved } from '../lists/phpArrays.cts';
import type { StoredOrder, StoredShipment } from '../records.cts';
import { listOf, textOf, writableNames } from '../records.cts';
import { Refusal } from '../refusal.cts';
import { shipmentOnWire } from '../wire.cts';

const WRITABLE = writableNames(shipmentFields);

/** "If not entered, we will try to guess it based on tracking number format and carrier code" (API reference). */
const trackingPages: ReadonlyArray<[RegExp, string]> = [
	[/^ups|^1z/i, 'http://wwwapps.ups.com/WebTracking/track?track=yes&trackNums='],
	[/^fedex/i, 'https://www.fedex.com/fedextrack/?tracknumbers='],
	[/^usps|^9[0-9]{21}$/i, 'https://tools.usps.com/go/TrackConfirmAction?tLabels='],
	[/^dhl/i, 'https://www.dhl.com/en/express/tracking.html?AWB='],
];

function guessedUrl(carrier: string, tracking: string): string {
	const page = trackingPages.find(([pattern]) => pattern.test(carrier) || pattern.test(tracking));
	return page && tracking !== 'n/a' ? page[1] + encodeURIComponent(tracking) : '';
}

function blankShipment(): StoredShipment {
	const names = Object.keys(shipmentFields) as Array<keyof StoredShipment>;
	return Object.fromEntries(names.map((name) => [name, name === 'order_items' ? [] : ''])) as unknown as StoredShipment;
}

/** Sets what clients may write; without `partial`, what is missing is blanked. */
function write({ switches }: StoreContext, shipment: StoredShipment, sent: JsonObject, partial: boolean): void {
	for (const name of WRITABLE) {
		if (partial && sent[name] === undefined) continue;
		if (name === 'order_items') shipment.order_items = switches.partShipments === 'stored' ? listOf(sent[name]) : [];
		else shipment[name] = textOf(sent[name]);
	}
	shipment.tracking_url ||= guessedUrl(shipment.carrier_code, shipment.tracking_number);
}

/** Sources disagree on the name of the date (docs/order-desk.md 7.19): switch `shipDateField`. */
function shipDate(context: StoreContext, sent: JsonObject): string {
	const wanted = context.switches.shipDateField;
	const names = wanted === 'all' ? ['shipment_date', 'ship_date', 'date_shipped'] : [wanted];
	return storedDateTime(textOf(names.map((name) => sent[name]).find(Boolean))).slice(0, 10);
}

function addShipment(context: StoreContext, orderId: string, sent: JsonObject, source: string): StoredShipment {
	const order = findOrder(context, orderId);
	const tracking = textOf(sent['tracking_number']);
	if (!tracking) throw new Refusal('tracking_number is required.');
	// "n/a" stands for no number, so two of them are two parcels.
	if (tracking !== 'n/a' && order.order_shipments.some(({ tracking_number: known }) => known === tracking)) {
		throw new Refusal('Shipment Not Added', Number(context.switches.duplicateShipment));
	}
	const shipment = blankShipment();
	write(context, shipment, sent, false);
	shipment.id = nextId(context, 'shipment');
	shipment.order_id = order.id;
	shipment.store_id = context.storeId;
	shipment.weight ||= '0';
	shipment.print_status = '0';
	shipment.source = source;
	shipment.date_added = nowText(context);
	shipment.date_shipped = shipDate(context, sent) || shipment.date_added.slice(0, 10);
	order.order_shipments.push(shipment);
	touch(context, order);
	addHistory(context, order, source, `Shipment ${tracking} added`);
	context.committed('shipment.added', shipment.id);
	context.fire('shipmentAdded', order);
	context.notifyShipment(order, shipment.id);
	return shipment;
}

function findShipment(context: StoreContext, order: StoredOrder, id: string): StoredShipment {
	const shipment = order.order_shipments.find((candidate) => candidate.id === id);
	if (!shipment) throw unknownId(context, 'Shipment');
	return shipment;
}

export const shipmentsOf = (context: StoreContext) => ({
	list: (orderId: string): StoredShipment[] => findOrder(context, orderId).order_shipments,
	get: (orderId: string, id: string): StoredShipment => findShipment(context, findOrder(context, orderId), id),
	add: (orderId: string, sent: JsonObject, source = 'API'): StoredShipment =>
		addShipment(context, orderId, sent, source),
	change(orderId: string, id: string, sent: JsonObject): StoredShipment {
		const order = findOrder(context, orderId);
		const shipment = findShipment(context, order, id);
		write(context, shipment, sent, context.switches.shipmentPut === 'partial');
		shipment.date_shipped = shipDate(context, sent) || shipment.date_shipped;
		touch(context, order);
		addHistory(context, order, 'API', `Shipment ${shipment.tracking_number} updated`);
		context.committed('shipment.updated', id);
		return shipment;
	},
	remove(orderId: string, id: string): void {
		const order = findOrder(context, orderId);
		const shipment = findShipment(context, order, id);
		const before = order.order_shipments;
		order.order_shipments = before.filter((other) => other !== shipment);
		rowsRemoved(context, listOfOrder(orderId, 'order_shipments'), before, order.order_shipments);
		touch(context, order);
		addHistory(context, order, 'API', `Shipment ${shipment.tracking_number} deleted`);
		context.committed('shipment.deleted', id);
	},
	onWire: (shipment: StoredShipment): JsonObject => shipmentOnWire(shipment, context.switches),
});
