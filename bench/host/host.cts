import { OrderDesk } from '../../nodes/OrderDesk/OrderDesk.node';
import { atLeast, atMost, mustExceed, rounds } from '../section.cts';
import type { Section } from '../section.cts';
import { journeys } from './journeys.cts';
import { appending, resolving } from './naive.cts';

const full = 10_000;
/** A control shows what it has to show much sooner. */
const forControl = 1_000;
/** Below this a control may not get the chance. */
const least = 200;

/** Whether a request put together by the user can leave the store's host or the base path of its API. */
export const hostSection: Section = {
	id: 'host',
	title: 'API calls: requests and keys that leave the host',
	async *run(options) {
		const seed = options.seed * 1_000 + 1;
		const paths = rounds(full, options);
		const ours = await journeys({ paths, seed, nodeType: new OrderDesk() });
		// A path with an empty part is refused before it is sent, as are those that leave the API.
		yield atLeast('host.arrived', ours.arrived / paths, 0.15, 'requests by path');
		yield atMost('host.abroad', ours.abroad, 0, `connections of ${paths} paths`);
		yield atMost('host.keys-abroad', ours.keysAbroad, 0, 'requests');
		yield atMost('host.strayed', ours.strayed, 0, 'requests');
		yield atMost('host.keys-in-addresses', ours.keysInAddresses, 0, 'requests');

		const few = { paths: Math.max(least, rounds(forControl, options)), seed };
		const resolved = await journeys({ ...few, nodeType: resolving });
		yield mustExceed('host.control-resolved-abroad', resolved.abroad, 0, 'connections');
		yield mustExceed('host.control-resolved-keys', resolved.keysAbroad, 0, 'requests');
		yield mustExceed('host.control-resolved-strayed', resolved.strayed, 0, 'requests');
		const appended = await journeys({ ...few, nodeType: appending });
		yield mustExceed('host.control-appended-abroad', appended.abroad, 0, 'connections');
		yield mustExceed('host.control-appended-keys', appended.keysAbroad, 0, 'requests');
		yield mustExceed('host.control-appended-strayed', appended.strayed, 0, 'requests');
	},
};
