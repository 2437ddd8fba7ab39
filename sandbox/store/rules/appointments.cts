import type { JsonObject } from '../../../api/types';
import type { StoreContext } from '../context.cts';
import { nextId } from '../context.cts';
import type { StoredOrder } from '../records.cts';
import { Refusal } from '../refusal.cts';
import type { Appointment, Attempt } from '../state.cts';
import type { EventName } from './events.cts';
import { outcomeOf } from './outcome.cts';
import { isReceived, waitAfter } from './retries.cts';
import { fits } from './rules.cts';

const APPOINTMENTS_KEPT = 5_000;

export type AppointmentListener = (appointment: Appointment) => void;
type OrderText = (order: StoredOrder, history: boolean) => string;

function findAppointment(context: StoreContext, id: string): Appointment {
	const appointment = context.state.appointments.find((candidate) => candidate.id === id);
	if (!appointment) throw new Refusal('Appointment Not Found', 404);
	return appointment;
}

/** Forgets the oldest of too many, but none that is still to be posted. */
function forgetOldest(appointments: Appointment[]): void {
	for (let excess = appointments.length - APPOINTMENTS_KEPT; excess > 0; excess--) {
		const oldest = appointments.findIndex(({ status }) => status !== 'pending');
		if (oldest < 0) return;
		appointments.splice(oldest, 1);
	}
}

/** The queue of webhook posts: what is due, what was tried, what came back. Sending itself is the sender's work. */
export function appointmentsOf(context: StoreContext, orderText: OrderText) {
	const listeners = new Set<AppointmentListener>();

	const add = (
		order: StoredOrder,
		fields: Omit<Appointment, 'id' | 'order_id' | 'frozen_order' | 'status' | 'created_at' | 'next_at' | 'attempts'>,
	): void => {
		const frozen = context.switches.webhookPayload === 'atEvent';
		const now = context.clock.now();
		const appointment: Appointment = {
			...fields,
			id: nextId(context, 'appointment'),
			order_id: order.id,
			frozen_order: frozen ? orderText(order, fields.include_history) : '',
			status: 'pending',
			created_at: now,
			next_at: now,
			attempts: [],
		};
		context.state.appointments.push(appointment);
		forgetOldest(context.state.appointments);
		for (const listener of listeners) listener(appointment);
	};

	return {
		all: (): Appointment[] => context.state.appointments,
		get: (id: string): Appointment => findAppointment(context, id),
		/** Calls back for each appointment that is new or is to be run again by hand. */
		onDue(listener: AppointmentListener): () => void {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		fire(event: EventName, order: StoredOrder): void {
			for (const rule of context.state.rules.filter((candidate) => fits(candidate, event, order))) {
				const { id, name, url, include_history } = rule;
				if (rule.action === 'copy') continue;
				const flagged = order.order_metadata['json_post_in_body'] === '1' && context.switches.jsonFlag === 'wins';
				const format = flagged ? 'json' : rule.format;
				add(order, { rule_id: id, rule_name: name, event, shipment_id: '', url, format, include_history });
			}
		},
		/** The order's own `ship_notify_url` (docs/order-desk.md 3.3). */
		notifyShipment(order: StoredOrder, shipmentId: string): void {
			const url = order.order_metadata['ship_notify_url'];
			if (typeof url !== 'string' || !URL.canParse(url)) return;
			const fields = { rule_id: '', rule_name: 'ship_notify_url', shipment_id: shipmentId, include_history: false };
			add(order, { ...fields, event: 'shipNotify', url, format: 'shipNotify' });
		},
		/** Notes an attempt, and says when the next one is due. */
		attempted(appointment: Appointment, attempt: Attempt): void {
			appointment.attempts.push(attempt);
			const wasReceived = isReceived(attempt.status, context.switches);
			const received = appointment.attempts.filter(({ status }) => isReceived(status, context.switches)).length;
			const isOver = wasReceived && received > context.switches.webhookRepeats;
			const wait = isOver ? undefined : waitAfter(appointment, context.switches);
			appointment.status = wait !== undefined ? 'pending' : wasReceived ? 'done' : 'failed';
			appointment.next_at = wait === undefined ? null : context.clock.now() + wait;
			context.committed('appointment.attempted', appointment.id);
		},
		/** What staff do under View Appointments (docs/order-desk.md 3.1). */
		runAgain(id: string): Appointment {
			const appointment = findAppointment(context, id);
			appointment.status = 'pending';
			appointment.next_at = context.clock.now();
			for (const listener of listeners) listener(appointment);
			return appointment;
		},
		onWire: (appointment: Appointment): JsonObject => {
			const attempts = appointment.attempts.map((attempt) => ({ ...attempt, ...outcomeOf(attempt) }));
			const shown: Partial<Appointment> = { ...appointment, attempts };
			delete shown.frozen_order;
			return shown as unknown as JsonObject;
		},
	};
}
