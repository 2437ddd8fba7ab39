import { describe, expect, it } from '@jest/globals';
import type { IPollFunctions } from 'n8n-workflow';
import { triggerParameters } from '../../../nodes/shared/parameters';
import { context, reader, refusalOf } from '../../support/nodes/parameterReader.cts';

describe('a refusal', () => {
	it('belongs to the input item, where there is one', () => {
		expect(refusalOf(() => reader({}, 3).refuseBlank('Note')).context).toMatchObject({ itemIndex: 3 });
		expect(refusalOf(() => reader().refuseBlank('Note')).context.itemIndex).toBeUndefined();
	});
});

describe('the parameters of a trigger', () => {
	it('are those of its node, or the fallback', () => {
		const values: Record<string, unknown> = { event: 'newOrder' };
		const getNodeParameter = (name: string, fallback: unknown) => (name in values ? values[name] : fallback);
		const trigger = triggerParameters({ ...context, getNodeParameter } as unknown as IPollFunctions);
		expect([trigger.raw('event'), trigger.raw('options', {}), trigger.raw('other')]).toEqual(['newOrder', {}, '']);
	});
});
