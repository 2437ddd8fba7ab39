import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { Part } from '../../../bench/measuring.cts';
import { Schedule } from '../../../bench/schedule.cts';
import type { Measured, UnderWay } from '../../../bench/schedule.cts';
import { shown } from '../../../bench/section.cts';
import type { Section } from '../../../bench/section.cts';

const section = (id: string, parts = 1): Section => {
	const run = async function* () {
		yield await Promise.resolve(shown(`${id}.figure`, 1, ''));
	};
	return { id, title: id, run, ...(parts > 1 && { parts: Array.from({ length: parts }, () => run) }) };
};

/** Parts that end when the test says so. */
class Started {
	readonly names: string[] = [];

	readonly stopped: string[] = [];

	private readonly ends = new EventEmitter();

	readonly start = (part: Part): UnderWay => {
		const name = `${part.section.id}.${part.index}`;
		this.names.push(name);
		const done = new Promise<void>(
			(resolve, reject) => void this.ends.once(name, (error?: Error) => (error ? reject(error) : resolve())),
		);
		const stop = () => {
			this.stopped.push(name);
			this.ends.emit(name, new Error('stopped'));
		};
		return { part, rows: [shown(name, part.index, '')], notes: ['a note'], startedAt: 0, done, stop };
	};

	async end(name: string): Promise<void> {
		this.ends.emit(name);
		await turn();
	}

	async fail(name: string): Promise<void> {
		this.ends.emit(name, new Error(`${name} failed`));
		await turn();
	}
}

const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

const begin = (...sections: Section[]) => {
	const started = new Started();
	const schedule = new Schedule(sections, started.start);
	const measured: Measured[] = [];
	const done = schedule.run(async (one) => void measured.push(await Promise.resolve(one)));
	return { started, schedule, measured, done };
};

describe('the sections of the benchmark', () => {
	it('are measured two at a time, and the next one begins when one of them is done', async () => {
		const { started, measured, done } = begin(section('sun'), section('moon'), section('earth'));
		expect(started.names).toEqual(['sun.0', 'moon.0']);
		await started.end('moon.0');
		expect(started.names).toEqual(['sun.0', 'moon.0', 'earth.0']);
		await started.end('earth.0');
		await started.end('sun.0');
		await done;
		expect(measured.map(({ section: { id } }) => id)).toEqual(['moon', 'earth', 'sun']);
	});

	it('are handed out once all their parts are done, with the rows in the sequence of the parts and each note once', async () => {
		const { started, measured, done } = begin(section('sun', 2), section('moon'));
		await started.end('sun.1');
		expect(measured).toEqual([]);
		await started.end('sun.0');
		expect(measured.map(({ rows }) => rows.map(({ id }) => id))).toEqual([['sun.0', 'sun.1']]);
		expect(measured.map(({ notes }) => notes)).toEqual([['a note']]);
		await started.end('moon.0');
		await done;
	});

	it('are all stopped when one of them fails, and no other begins', async () => {
		const { started, measured, done } = begin(section('sun'), section('moon'), section('earth'));
		const failed = expect(done).rejects.toThrow('sun.0 failed');
		await started.fail('sun.0');
		await failed;
		expect(started.stopped).toContain('moon.0');
		expect(started.names).not.toContain('earth.0');
		expect(measured).toEqual([]);
	});

	it('tell which of them are under way and how many are left', async () => {
		const { started, schedule, done } = begin(section('sun', 2), section('moon'));
		await started.end('sun.0');
		expect(schedule.progress(90_000)).toBe(
			'sun (part 2 of 2) for 1.5 min, 1 figures; moon for 1.5 min, 1 figures; 0 waiting',
		);
		await started.end('sun.1');
		await started.end('moon.0');
		await done;
	});
});
