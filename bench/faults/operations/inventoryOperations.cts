import type { OrderDeskClient } from '../../../api/client/client';
import { isOrderDeskError, settle } from '../../../api/errors';
import { createInventoryItem, deleteInventoryItem } from '../../../api/inventoryItem/inventoryItem';
import { lookUpCodes } from '../../../api/inventoryItem/lookUp';
import { changeInventory } from '../../../api/inventoryItem/update';
import { upsertInventory } from '../../../api/inventoryItem/upsert';
import type { InventoryWish } from '../../../api/inventoryItem/upsert';
import type { Part, Want } from '../history.cts';
import { below, chance, oneOf, reportOfCall, reportsOf, someOf } from './operation.cts';
import type { Make, World } from './operation.cts';
import { fullItem } from '../fullRecords.cts';

const signature = 'n8n';

/** Items that are there from the beginning to the end. */
const keptItems = ({ inventory }: World) => inventory.filter(({ code }) => code.startsWith('shirt-'));

export const create: Make = (world) => {
	const code = chance(world, 0.7) ? `C-${world.number}` : `common-${below(world, 3)}`;
	const name = `Item ${world.number}`;
	return {
		name: 'create an inventory item',
		parts: [[{ to: 'add', under: 'inventory', like: { code, name } }]],
		run: async (client) => [
			reportOfCall(await settle(createInventoryItem(client, fullItem(world.number, { code, name })))),
		],
	};
};

export const remove: Make = (world) => {
	const item = oneOf(
		world,
		world.inventory.filter(({ code }) => !code.startsWith('shirt-')),
	);
	if (!item) return undefined;
	return {
		name: 'delete an inventory item',
		parts: [[{ to: 'remove', path: `inventory/${item.id}` }]],
		run: async (client) => [reportOfCall(await settle(deleteInventoryItem(client, item.id)))],
	};
};

export const update: Make = (world) => {
	const location = `Shelf ${world.number}`;
	const items = someOf(world, keptItems(world), 8);
	const parts = items.map(({ id }): Want[] => [{ to: 'set', path: `inventory/${id}/location`, value: location }]);
	const changes = items.map(({ id }) => ({ id, patch: () => ({ location }) }));
	return {
		name: 'update inventory items',
		parts,
		run: async (client) => reportsOf(parts, await settle(changeInventory(client, changes, signature))),
	};
};

export const adjust: Make = (world) => {
	const items = someOf(world, keptItems(world), 8);
	const by = 1 + below(world, 5);
	const parts = items.map(({ id }): Want[] => [{ to: 'shift', path: `inventory/${id}/stock`, by }]);
	const changes = items.map(({ id }) => ({
		id,
		relative: true,
		patch: (item: Record<string, unknown>) => ({ stock: Number(item['stock']) + by }),
	}));
	return {
		name: 'adjust the stock',
		parts,
		run: async (client) => reportsOf(parts, await settle(changeInventory(client, changes, signature))),
	};
};

export const upsert: Make = (world) => {
	const location = `Shelf ${world.number}`;
	const known = someOf(world, keptItems(world), 3);
	const added = Array.from({ length: below(world, 3) }, (_, step) => `N-${world.number}-${step}`);
	const parts: Part[] = [
		...known.map(({ id }): Want[] => [{ to: 'set', path: `inventory/${id}/location`, value: location }]),
		...added.map((code): Want[] => [{ to: 'add', under: 'inventory', like: { code, location } }]),
	];
	const codes = [...known.map(({ code }) => code), ...added];
	const wishes = async (client: OrderDeskClient): Promise<InventoryWish[]> => {
		const items = await lookUpCodes(client, codes);
		return codes.map((code) => {
			const found = items.get(code);
			if (isOrderDeskError(found)) throw found;
			return { code, values: { name: code, location }, found };
		});
	};
	return {
		name: 'create or update inventory items',
		parts: parts.map((part, place) => {
			const id = known[place]?.id;
			return id ? [...part, { to: 'set', path: `inventory/${id}/name`, value: codes[place] ?? '' }] : part;
		}),
		run: async (client) =>
			reportsOf(parts, await settle(wishes(client).then(async (all) => await upsertInventory(client, all, signature)))),
	};
};
