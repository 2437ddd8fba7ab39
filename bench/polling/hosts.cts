import { pollEvents } from '../../api/polling/events';
import { poll } from '../../api/polling/poll';
import type { PollState } from '../../api/polling/poll';
import type { JsonObject } from '../../api/types';
import { seededRandom } from '../../sandbox/index.cts';
import { clientOf, sendOf, StepClock } from './client.cts';
import { history } from './history.cts';
import { judgeLastStates } from './judge.cts';
import type { Check } from './run.cts';
import { anyReading } from './scenarios.cts';
import { World } from './world.cts';

/**
 * How n8n keeps what a trigger remembers. By default it starts to save that, and then starts the execution, without
 * waiting for either: a crash in between leaves one without the other. Where nothing was emitted, nothing is saved.
 * With durable cursors both are one transaction, and what is remembered is committed with every check.
 */
export type Host = 'saves-first' | 'starts-first' | 'durable';

/** The death of the process. Not an error that anything catches. */
class Crash extends Error {}

const minute = 60_000;
const start = Date.UTC(2026, 0, 15, 12);
/** Twenty minutes, with so many changes at once that some checks cannot read all of them. */
const checksInAll = 20;
const mostRequests = 3;

export interface CrashRun {
	/** Steps at which a process can die, over all checks. */
	steps: number;
	lost: number;
	repeated: number;
	/** How many records the execution was to get whose check was cut short between its two writes. */
	torn: number;
}

const versions = history(
	{
		start: start - 10 * minute,
		end: start + checksInAll * minute,
		past: 300,
		rate: 0.2,
		births: 0.3,
		deaths: 0,
		lag: () => 0,
		bulk: { at: start + 5 * minute + 20_000, count: 1_600 },
	},
	seededRandom(5),
);

/** Twenty checks, with a crash at one step; n8n is back before the next check. */
export const crashAt = async (host: Host, crashStep: number): Promise<CrashRun> => {
	const clock = new StepClock(start);
	const world = new World(versions, anyReading(1), seededRandom(1), clock.now);
	let steps = 0;
	const step = () => {
		steps += 1;
		if (steps === crashStep) throw new Crash();
	};
	const executions: JsonObject[][] = [];
	const checks: Check[] = [];
	let saved: string | undefined;
	let inMemory: PollState | undefined;
	let midway = 0;
	let torn = 0;

	const check = async (): Promise<void> => {
		step();
		let requests = 0;
		const send = sendOf(clock, async (request) => {
			requests += 1;
			step();
			const reply = world.answer(request);
			step();
			return reply;
		});
		const client = clientOf(clock, send);
		const polled = await poll(
			client,
			{
				event: pollEvents.orderUpdated,
				watched: { wanted: () => true, folders: [], threshold: 0 },
				subject: 'orderUpdated',
				lookback: 300,
				hasTime: () => requests < mostRequests,
			},
			inMemory,
		);
		step();
		// From here on it is n8n's turn; what a trigger remembers has changed in memory.
		inMemory = polled.state;
		const { records } = polled;
		const save = () => void (saved = JSON.stringify(inMemory));
		const execute = () => void executions.push(records);
		step();
		if (host === 'durable' || checks.length === 0) {
			// One transaction. By default, what the check at the activation remembers is saved with the activation; with durable
			// cursors n8n forgets it, and the first check here is the first one that is due after that.
			save();
			if (records.length > 0) execute();
		} else if (records.length > 0) {
			midway = records.length;
			for (const write of host === 'saves-first' ? [save, execute] : [execute, save]) {
				write();
				step();
			}
			midway = 0;
		}
	};

	for (let due = start; due < start + (checksInAll + 10) * minute; due += minute) {
		clock.waitUntil(due);
		const [from, before] = [clock.now(), world.requests];
		executions.length = 0;
		try {
			await check();
		} catch (error) {
			if (!(error instanceof Crash)) throw error;
			inMemory = saved === undefined ? undefined : (JSON.parse(saved) as PollState);
			torn = midway;
		}
		const emitted = executions.flat();
		// A trigger whose first check did not come to its end was not activated.
		if (saved !== undefined) checks.push({ start: from, end: clock.now(), requests: world.requests - before, emitted });
	}
	const { lost, repeated } = judgeLastStates({ checks, versions });
	return { steps, lost, repeated, torn };
};
