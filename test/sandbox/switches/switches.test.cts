import { describe, expect, it } from '@jest/globals';
import { defaultSwitches, switchNames, switchTable, type SwitchName, type Switches } from '../../../sandbox/index.cts';
import { virtualSandbox } from '../../support/sandboxCall.cts';
import type { Row } from './probe.cts';
import { replyProbes } from './replyProbes.cts';
import { searchProbes } from './searchProbes.cts';
import { webhookProbes } from './webhookProbes.cts';
import { writeProbes } from './writeProbes.cts';

/** Every switch, or this does not compile. */
const rows: { [Name in SwitchName]: Row<Switches[Name]> } = {
	...searchProbes,
	...webhookProbes,
	...writeProbes,
	...replyProbes,
};

describe('switches', () => {
	it.each(switchNames)('%s changes what clients see', async (name) => {
		const { other, probe, byDefault, otherwise } = rows[name];
		const rateLimit = { capacity: 20, refillPerSecond: 3 };
		const deliver = () => Promise.resolve({ status: 500, reply: '' });
		expect(await probe(virtualSandbox({ rateLimit, deliver }))).toEqual(byDefault);
		expect(await probe(virtualSandbox({ rateLimit, deliver, switches: { [name]: other } }))).toEqual(otherwise);
	});

	it('each default is one of its values', () => {
		const odd = switchNames.filter(
			(name) => !(switchTable[name].values as readonly unknown[]).includes(defaultSwitches()[name]),
		);
		expect(odd).toEqual([]);
	});
});
