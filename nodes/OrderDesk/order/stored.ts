import type { IDataObject } from 'n8n-workflow';

import type { Stored } from '../../../api/order/upsert';

/** The keys of `storedItem` beside those of the order, for output schemas. */
export const storedReturns = {
	already_existed: 'boolean',
	changed_fields: 'strings',
	differing_fields: 'strings',
} as const;

/** The order that Create, or Create or Update, has left in Order Desk, and what it has changed in one that existed. */
export const storedItem = ({ order, existed, changed, differing }: Stored): IDataObject => ({
	...order,
	already_existed: existed,
	...(changed && { changed_fields: changed }),
	...(differing && { differing_fields: differing }),
});
