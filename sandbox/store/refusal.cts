import type { JsonObject } from '../../api/types';

/** The store says no. The HTTP layer turns it into `{status: "error", message}` with this code. */
export class Refusal extends Error {
	constructor(
		message: string,
		readonly status: number = 400,
		/** Further keys of the reply, for example `existing_order_id`. */
		readonly extra: JsonObject = {},
	) {
		super(message);
	}
}
