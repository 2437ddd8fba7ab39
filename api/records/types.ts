import type { JsonObject } from '../types';
import type { Field, FieldTable, orderFields } from './fields';

export type FieldValue<F extends Field> = F['kind'] extends 'number'
	? number | null
	: F['kind'] extends 'map'
		? Record<string, string>
		: F['kind'] extends 'record'
			? F['of'] extends FieldTable
				? RecordOf<F['of']>
				: JsonObject
			: F['kind'] extends 'list' | 'listOrEmpty'
				? F['of'] extends FieldTable
					? Array<RecordOf<F['of']>>
					: JsonObject[]
				: string;

/** A record as `normalise` returns it: every field optional, since Order Desk leaves some out of some replies. */
export type RecordOf<T extends FieldTable> = { -readonly [K in keyof T]?: FieldValue<T[K]> };

export type Order = RecordOf<typeof orderFields> & { id: string };
