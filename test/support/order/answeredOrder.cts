import type { JsonObject } from '../../../api/types';
import { answer, success } from '../scriptedStore.cts';
import type { Scripted } from '../scriptedStore.cts';

export const [glue, paper] = [
	{ id: '1', name: 'Glue', code: 'glue', quantity: 2, price: 3 },
	{ id: '2', name: 'Paper', code: 'paper', quantity: 1, price: 5, weight: 2 },
];
export const order: JsonObject = {
	id: '7',
	email: 'a@b.c',
	date_updated: '2026-01-15 11:00:00',
	order_items: [glue, paper],
	order_total: 11,
	weight_total: 2,
};
export const sends = (record: JsonObject): Scripted => success({ order: record });
export const page = (orders: JsonObject[]): Scripted => success({ orders, limit: 500 });
export const gone = answer(404, 'Order not found');
export const setEmail = { fields: { email: 'x@b.c' } };
