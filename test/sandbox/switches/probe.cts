import type { JsonObject } from '../../../api/types';
import { postOf, type Appointment, type Sandbox } from '../../../sandbox/index.cts';
import { anOrder, call, created, fetched, listed, virtualSandbox } from '../../support/sandboxCall.cts';

export type Probe = (sandbox: ReturnType<typeof virtualSandbox>) => Promise<unknown>;
export interface Row<Value> {
	/** A value of the switch that is not its default. */
	other: Value;
	/** Looks at what the switch changes. */
	probe: Probe;
	byDefault: unknown;
	otherwise: unknown;
}
export const row = <const Value,>(other: Value, probe: Probe, byDefault: unknown, otherwise: unknown): Row<Value> => ({
	other,
	probe,
	byDefault,
	otherwise,
});

export const count =
	(query: string, dates: string[]): Probe =>
	async (sandbox) => {
		for (const date_added of dates) await created(sandbox, { date_added });
		return (await listed(sandbox, query)).length;
	};
export const statusOf =
	(method: string, path: string, body?: unknown, headers?: Record<string, string>): Probe =>
	async (sandbox) =>
		(await call(sandbox, method, path, body, headers)).status;
export const itemsOf = (order: JsonObject): JsonObject[] => order['order_items'] as JsonObject[];
export const afterPut =
	(change: (order: JsonObject) => JsonObject, read: (order: JsonObject) => unknown): Probe =>
	async (sandbox) => {
		const order = await created(sandbox, { folder_id: 21655 });
		await sandbox.clock.advance(1_000);
		await call(sandbox, 'PUT', `/orders/${order.id}`, change(order));
		return read(await fetched(sandbox, order.id));
	};
/** The webhook of an imported order, as it would be posted now. */
export const posted = (sandbox: Sandbox, more: JsonObject = {}, format = 'form') => {
	sandbox.store.rules.save({ name: 'r', event: 'orderImported', url: 'http://x.example/', format });
	const { id } = sandbox.store.orders.create(anOrder(more), 'import');
	const appointment = sandbox.store.appointments.all()[0] as Appointment;
	return { id, appointment, post: () => postOf(sandbox.store, appointment) };
};
/** The post to an order's `ship_notify_url`. */
export const notified = async (sandbox: Sandbox): Promise<Appointment> => {
	const { id } = await created(sandbox, { order_metadata: { ship_notify_url: 'http://x.example/' } });
	sandbox.store.shipments.add(id, { tracking_number: 'T' });
	return sandbox.store.appointments.all()[0] as Appointment;
};
export const shipped = async (
	sandbox: Sandbox,
	body: JsonObject,
): Promise<{ id: string; reply: JsonObject; status: number; shipment: JsonObject }> => {
	const { id } = await created(sandbox);
	const { body: reply, status } = await call(sandbox, 'POST', `/orders/${id}/shipments`, body);
	const [shipment = {}] = (await fetched(sandbox, id))['order_shipments'] as JsonObject[];
	return { id, reply, status, shipment };
};
export const mug = { name: 'Mug', code: 'MUG', price: 3, stock: 1, location: 'Main' };
export const shipment = (order_id: string) => [{ order_id, tracking_number: 'T' }];
export const limited: Probe = async (sandbox) => {
	sandbox.faults.set({ tooManyRequests: { count: 1 } });
	const { headers } = await call(sandbox, 'GET', '/test');
	return Object.keys(headers).filter((name) => name.endsWith('retry-after'));
};
export const keys = async (
	sandbox: Sandbox,
	method: string,
	path: string,
	body?: unknown,
	wanted: string[] = [],
): Promise<string[]> =>
	Object.keys((await call(sandbox, method, path, body)).body).filter((key) => wanted.includes(key));
