import { atLeast, atMost, exactly, mustExceed, rounds } from '../section.cts';
import type { Section } from '../section.cts';
import { soak } from './days.cts';
import { openHandles, slopeOf } from './memory.cts';

/** The triggers remember posts for a day: what grows on the first one must not on the others. */
const day = 24;
const days = 4;

/** An hour has 60 posts and 60 checks. */
const kilobytesAnHour = 5;

const kilobytes = (bytes: number): number => bytes / 1024;

/** Whether anything grows while a process of n8n takes posts and polls, hour after hour. */
export const soakSection: Section = {
	id: 'soak',
	title: 'Soak: what grows while posts come in and a trigger polls, in virtual time',
	async *run(options) {
		const seed = options.seed * 1_000 + 1;
		// Two days at the least: less has no hour that must not be above the one before.
		const hours = day * Math.max(2, rounds(days, options));
		const handles = openHandles();
		const { heap, staticData, posts, checks, emitted } = await soak({ hours, seed });
		const grownUp = day + 1;
		yield atLeast('soak.emitted', emitted / (posts + checks), 1, `for a post or check, ${posts} and ${checks} of them`);
		yield atMost('soak.heap-slope', kilobytes(slopeOf(heap.slice(grownUp))), kilobytesAnHour, 'kB an hour');
		yield exactly('soak.static-data-slope', Math.round(slopeOf(staticData.slice(grownUp))), 0, 'characters an hour');
		yield atMost('soak.handles', openHandles() - handles, 0, 'more than before');

		const kept: unknown[] = [];
		const leaking = await soak({ hours: 2 * day, seed, witness: (what) => kept.push(what) });
		const slope = kilobytes(slopeOf(leaking.heap.slice(grownUp)));
		yield mustExceed('soak.control-keeps-items', slope, kilobytesAnHour, `kB an hour, ${kept.length} items kept`);
	},
};
