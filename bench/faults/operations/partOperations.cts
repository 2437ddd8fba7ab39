import { settle } from '../../../api/errors';
import { addOrderItems } from '../../../api/orderItem/add';
import { orderItemKind } from '../../../api/orderItem/orderItem';
import { deletePart, updatePart } from '../../../api/orderPart/orderPart';
import { addShipments } from '../../../api/shipment/add';
import { shipmentKind } from '../../../api/shipment/shipment';
import { addShipment } from '../../../api/shipment/add';
import type { JsonObject } from '../../../api/types';
import type { Want } from '../history.cts';
import { below, chance, oneOf, reportOfCall, reportsOf } from './operation.cts';
import type { Make, World } from './operation.cts';
import { anyOrder, newItem } from './orderOperations.cts';

export const addItems: Make = (world) => {
	const order = anyOrder(world);
	if (!order) return undefined;
	const items = Array.from({ length: 1 + below(world, 2) }, (_, step) => newItem(world, step));
	const parts = items.map(({ like }): Want[] => [{ to: 'add', under: `order/${order.id}/item`, like }]);
	const added = items.map(({ item }) => item);
	return {
		name: 'add order items',
		parts,
		run: async (client) => reportsOf(parts, await settle(addOrderItems(client, order.id, added))),
	};
};

export const updateItem: Make = (world) => {
	const order = anyOrder(world);
	const item = order && oneOf(world, order.order_items);
	if (!item) return undefined;
	const path = `order/${order.id}/item/${item.id}`;
	const quantity = world.number;
	const name = `Renamed ${quantity}`;
	return {
		name: 'update an order item',
		parts: [
			[
				{ to: 'set', path: `${path}/quantity`, value: String(quantity) },
				{ to: 'set', path: `${path}/name`, value: name },
			],
		],
		run: async (client) => [
			reportOfCall(
				await settle(updatePart(client, orderItemKind, { orderId: order.id, id: item.id }, { quantity, name })),
			),
		],
	};
};

export const deleteItem: Make = (world) => {
	const order = anyOrder(world);
	const item = order && order.order_items.length > 1 ? oneOf(world, order.order_items) : undefined;
	if (!order || !item) return undefined;
	return {
		name: 'delete an order item',
		parts: [[{ to: 'remove', path: `order/${order.id}/item/${item.id}` }]],
		run: async (client) => [
			reportOfCall(await settle(deletePart(client, orderItemKind, { orderId: order.id, id: item.id }))),
		],
	};
};

interface Parcel {
	orderId: string;
	shipment: JsonObject;
	want: Want;
}

/** A parcel; several of one order may go without a number, and one may be there already. */
const parcel = (world: World, step = 0): Parcel | undefined => {
	const order = anyOrder(world);
	if (!order) return undefined;
	const known = chance(world, 0.15) ? oneOf(world, order.order_shipments) : undefined;
	const number = known?.tracking_number ?? (chance(world, 0.7) ? `T-${world.number}-${step}` : 'n/a');
	const weight = chance(world, 0.5) ? String(world.number) : '1.5';
	return {
		orderId: order.id,
		shipment: { tracking_number: number, carrier_code: 'UPS', weight },
		want: { to: 'add', under: `order/${order.id}/shipment`, like: { tracking_number: number, weight } },
	};
};

export const ship: Make = (world) => {
	const made = parcel(world);
	if (!made) return undefined;
	const { orderId, shipment, want } = made;
	return {
		name: 'add a shipment',
		parts: [[want]],
		run: async (client) => [
			reportOfCall(await settle(addShipment(client, orderId, shipment)), ({ existed }) => (existed ? [] : [want])),
		],
	};
};

export const shipMany: Make = (world) => {
	const rows = Array.from({ length: 2 + below(world, 7) }, (_, step) => parcel(world, step)).filter((row) => !!row);
	if (rows.length < 2) return undefined;
	const parts = rows.map(({ want }): Want[] => [want]);
	const wanted = rows.map(({ orderId, shipment }) => ({ orderId, shipment }));
	if (chance(world, 0.2)) {
		wanted.push({ orderId: '999999', shipment: { tracking_number: 'T' } });
		parts.push([{ to: 'add', under: 'order/999999/shipment', like: {} }]);
	}
	return {
		name: 'add shipments',
		parts,
		run: async (client) =>
			reportsOf(parts, await settle(addShipments(client, wanted)), ({ existed }, part) => (existed ? [] : part)),
	};
};

export const updateShipment: Make = (world) => {
	const order = anyOrder(world);
	const shipment = order && oneOf(world, order.order_shipments);
	if (!shipment) return undefined;
	const value = `v${world.number}`;
	return {
		name: 'update a shipment',
		parts: [[{ to: 'set', path: `order/${order.id}/shipment/${shipment.id}/shipment_method`, value }]],
		run: async (client) => [
			reportOfCall(
				await settle(
					updatePart(client, shipmentKind, { orderId: order.id, id: shipment.id }, { shipment_method: value }),
				),
			),
		],
	};
};

export const deleteShipment: Make = (world) => {
	const order = anyOrder(world);
	const shipment = order && oneOf(world, order.order_shipments);
	if (!shipment) return undefined;
	return {
		name: 'delete a shipment',
		parts: [[{ to: 'remove', path: `order/${order.id}/shipment/${shipment.id}` }]],
		run: async (client) => [
			reportOfCall(await settle(deletePart(client, shipmentKind, { orderId: order.id, id: shipment.id }))),
		],
	};
};
