import type { INodeExecutionData } from 'n8n-workflow';
import type { OrderDeskClient } from '../../api/client/client';
import { outputItems } from '../../nodes/OrderDesk/run/outputItems';
import { getAll } from '../../nodes/OrderDesk/order/getAll.operation';
import type { Operation } from '../../nodes/OrderDesk/operation';
import { Lookups } from '../../nodes/OrderDesk/run/lookups';

/** What `Order > Get Many` does for one input item, from the search to the items that leave the node. */
export const outputOf = async (client: OrderDeskClient, limit?: number): Promise<INodeExecutionData[]> => {
	const input = { filters: {}, leftOut: [], folders: [], sort: undefined, limit, withHistory: false };
	const found = await getAll.run(new Lookups(client), input);
	return outputItems(getAll as Operation, found, { mode: 'full', fields: [] }, 0);
};
