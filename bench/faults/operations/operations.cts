import * as inventory from './inventoryOperations.cts';
import type { Make, Operation, World } from './operation.cts';
import * as orders from './orderOperations.cts';
import * as parts from './partOperations.cts';

/** How often each comes, beside the others. */
const weights: ReadonlyArray<[weight: number, make: Make]> = [
	[6, orders.createKeyed],
	[5, orders.createKeyless],
	[5, orders.upsert],
	[12, orders.update],
	[8, orders.note],
	[6, orders.move],
	[4, orders.remove],
	[6, orders.read],
	[7, parts.addItems],
	[5, parts.updateItem],
	[3, parts.deleteItem],
	[6, parts.ship],
	[5, parts.shipMany],
	[3, parts.updateShipment],
	[2, parts.deleteShipment],
	[4, inventory.create],
	[2, inventory.remove],
	[5, inventory.update],
	[6, inventory.adjust],
	[4, inventory.upsert],
];

const all = weights.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));

/** An operation of any kind, on any records. */
export const anyOperation = (world: World): Operation => {
	for (;;) {
		const made = all[Math.floor(world.random() * all.length)]?.(world);
		if (made) return made;
	}
};
