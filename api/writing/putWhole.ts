import { isOrderDeskError, settle } from '../errors';

/**
 * Sends whole records. Read-only fields go back like all others, since leaving one out might blank it, unless the store
 * refuses them: then they are sent without.
 *
 * @param bare the same without what Order Desk computes
 */
export const putWhole = async <Body, Reply>(
	whole: Body,
	bare: () => Body,
	put: (body: Body) => Promise<Reply>,
): Promise<Reply> => {
	const sent = await settle(put(whole));
	if (sent.ok) return sent.value;
	if (!isOrderDeskError(sent.error, 'refused') || !/read.?only/i.test(sent.error.message)) throw sent.error;
	return await put(bare());
};
