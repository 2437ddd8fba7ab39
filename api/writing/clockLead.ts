import type { LostWrite } from '../client/lostWrite';
import { isOrderDeskError, orRefusal } from '../errors';

/** How far Order Desk's clock is ahead of ours: asked once it is needed, for all looks for the writes of one request. */
export class ClockLead {
	/** Milliseconds. */
	private lead?: Promise<number>;

	/** Tells what `earliestServerTime` of the write does, with 1 request for all questions. One that failed is asked again. */
	timeTeller(lost: LostWrite): LostWrite['earliestServerTime'] {
		return async (moment = lost.sentAt) => moment + (await this.askedOnce(lost));
	}

	private async askedOnce(lost: LostWrite): Promise<number> {
		this.lead ??= lost.earliestServerTime(0);
		const lead = await orRefusal(this.lead);
		if (!isOrderDeskError(lead)) return lead;
		delete this.lead;
		throw lead;
	}
}
