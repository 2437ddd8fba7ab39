import { sourceNames } from '../../../api/records/fields';
import type { StoreContext } from '../context.cts';
import type { StoredOrder } from '../records.cts';
import { Refusal } from '../refusal.cts';

type DisputedFields = Pick<StoredOrder, 'source_name' | 'tag_name'>;

/** What clients get of the fields they may not be free to set (docs/order-desk.md 7.17 and 7.18). */
export function disputedFields(
	{ switches }: StoreContext,
	{ source_name, tag_name }: DisputedFields,
	before: DisputedFields,
): DisputedFields {
	const known: readonly string[] = [...sourceNames, before.source_name];
	const isFree = source_name !== '' && !known.includes(source_name);
	if (isFree && switches.sourceNames === 'refused') throw new Refusal(`"${source_name}" is no source name.`);
	return {
		source_name: isFree && switches.sourceNames === 'replaced' ? before.source_name : source_name,
		tag_name: switches.tags === 'stored' ? tag_name : before.tag_name,
	};
}
