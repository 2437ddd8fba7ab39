import type { Reconcile } from '../client/lostWrite';
import { isNotFound, isOrderDeskError, orRefusal } from '../errors';

/** Whether there is a record, as reading it tells. Throws when it cannot be read. */
export const isThere = async (read: Promise<unknown>): Promise<boolean> => {
	const found = await orRefusal(read);
	if (isOrderDeskError(found) && !isNotFound(found)) throw found;
	return !isOrderDeskError(found);
};

/**
 * For a deletion, which does no harm when it is sent twice: a repeat that is refused may only say that the first
 * attempt has removed the record.
 *
 * @param isLeft looks whether the record is still there
 */
export const whenGone =
	(isLeft: () => Promise<boolean>): Reconcile =>
	async () =>
		(await isLeft()) ? undefined : { arrived: { status: 'success', message: 'Deleted' } };
