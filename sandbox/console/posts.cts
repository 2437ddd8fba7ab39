import type { JsonObject } from '../../api/types';
import type { Rule } from '../store/state.cts';
import type { SandboxStore } from '../store/store.cts';

/* What became of the webhooks, for those who look at an order or a rule. */

/** Newest first; all, or those of one order. */
export function postsOf({ appointments }: SandboxStore, orderId?: string): JsonObject[] {
	const all = appointments.all();
	const wanted = orderId === undefined ? all : all.filter(({ order_id }) => order_id === orderId);
	return wanted.toReversed().map(appointments.onWire);
}

/** The rules with the last post of each; null when there was none. */
export const rulesWithLastPost = ({
	rules,
	appointments,
}: SandboxStore): Array<Rule & { last_post: JsonObject | null }> =>
	rules.all().map((rule) => {
		const last = appointments.all().findLast(({ rule_id }) => rule_id === rule.id);
		return { ...rule, last_post: last ? appointments.onWire(last) : null };
	});
