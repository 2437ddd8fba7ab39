import type { JsonObject } from '../../../api/types';
import type { StoreContext } from '../context.cts';
import { nextId } from '../context.cts';
import type { StoredOrder } from '../records.cts';
import { textOf } from '../records.cts';
import { Refusal } from '../refusal.cts';
import type { Rule } from '../state.cts';
import { eventNames, isEventName, type EventName } from './events.cts';

function readUrl(value: string): string {
	if (!/^https?:\/\/./.test(value) || !URL.canParse(value)) throw new Refusal(`"${value}" is no http(s) URL.`);
	return value;
}

function readStoreId({ account, storeId }: StoreContext, value: string): string {
	const others = account.stores().filter(({ id }) => id !== storeId);
	if (others.some(({ id }) => id === value)) return value;
	const known = others.map(({ id }) => id).join(', ') || 'none';
	throw new Refusal(`"${value}" is no other store of this account. Known: ${known}.`);
}

function readRule(context: StoreContext, id: string, sent: JsonObject): Rule {
	const event = sent['event'];
	if (!isEventName(event)) throw new Refusal(`event must be one of ${eventNames.join(', ')}.`);
	const folders = sent['folder_ids'];
	const copies = sent['action'] === 'copy';
	return {
		id,
		name: textOf(sent['name']) || `Rule ${id}`,
		event,
		action: copies ? 'copy' : 'post',
		url: copies ? '' : readUrl(textOf(sent['url'])),
		store_id: copies ? readStoreId(context, textOf(sent['store_id'])) : '',
		format: sent['format'] === 'json' ? 'json' : 'form',
		include_history: sent['include_history'] === true,
		folder_ids: Array.isArray(folders) ? folders.map(textOf) : [],
		source_name: textOf(sent['source_name']),
		enabled: sent['enabled'] !== false,
		keep: sent['keep'] === true,
	};
}

export const fits = (rule: Rule, event: EventName, order: StoredOrder): boolean =>
	rule.enabled &&
	rule.event === event &&
	(rule.folder_ids.length === 0 || rule.folder_ids.includes(order.folder_id)) &&
	(rule.source_name === '' || rule.source_name === order.source_name);

function indexOf(context: StoreContext, id: string): number {
	const index = context.state.rules.findIndex((rule) => rule.id === id);
	if (index < 0) throw new Refusal('Rule Not Found', 404);
	return index;
}

/** Rules, each with one action. Staff make them in the dashboard; the API cannot. */
export const rulesOf = (context: StoreContext) => ({
	all: (): Rule[] => context.state.rules,
	/** A rule with the same name is replaced, so that a script can set up its rules again and again. */
	save(sent: JsonObject): Rule {
		const index = context.state.rules.findIndex(({ name }) => name === sent['name']);
		const known = context.state.rules[index];
		const rule = readRule(context, known?.id ?? nextId(context, 'rule'), sent);
		if (known) context.state.rules[index] = rule;
		else context.state.rules.push(rule);
		context.committed('rule.saved', rule.id);
		return rule;
	},
	change(id: string, sent: JsonObject): Rule {
		const index = indexOf(context, id);
		const rule = readRule(context, id, { ...(context.state.rules[index] as unknown as JsonObject), ...sent });
		const isTaken = context.state.rules.some((other) => other.id !== id && other.name === rule.name);
		if (isTaken) throw new Refusal(`There is another rule "${rule.name}".`);
		context.state.rules[index] = rule;
		context.committed('rule.saved', id);
		return rule;
	},
	remove(id: string): void {
		context.state.rules.splice(indexOf(context, id), 1);
		context.committed('rule.deleted', id);
	},
});
