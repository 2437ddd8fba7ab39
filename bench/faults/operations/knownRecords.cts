import type { SandboxStore } from '../../../sandbox/index.cts';
import type { World } from './operation.cts';
import { valuesIn } from '../records.cts';
import type { Change } from '../records.cts';

/**
 * The records that an operation may be about: those whose creation was reported. Nobody else knows the others yet, and
 * what is deleted before its creation was reported cannot be told from what was never created.
 */
export class KnownRecords {
	private readonly known: Set<string>;

	private readonly unreported = new Map<number, string[]>();

	private readonly ended = new Set<number>();

	constructor(private readonly store: SandboxStore) {
		this.known = new Set(valuesIn(store).keys());
	}

	committed(operation: number, changes: readonly Change[]): void {
		const added = changes.flatMap(({ path, after }) => (after === 'there' ? [path] : []));
		this.unreported.set(operation, [...(this.unreported.get(operation) ?? []), ...added]);
		if (this.ended.has(operation)) this.reported(operation);
	}

	reported(operation: number): void {
		this.ended.add(operation);
		for (const path of this.unreported.get(operation) ?? []) this.known.add(path);
		this.unreported.delete(operation);
	}

	world(): Pick<World, 'store' | 'orders' | 'inventory'> {
		const { store, known } = this;
		return {
			store,
			orders: store.orders
				.all()
				.filter(({ id }) => known.has(`order/${id}`))
				.map((order) => ({
					...order,
					order_items: order.order_items.filter(({ id }) => known.has(`order/${order.id}/item/${id}`)),
					order_shipments: order.order_shipments.filter(({ id }) => known.has(`order/${order.id}/shipment/${id}`)),
				})),
			inventory: store.inventory.all().filter(({ id }) => known.has(`inventory/${id}`)),
		};
	}
}
