import type { Event, History, Part, Report, Want } from './history.cts';
import type { Change } from './records.cts';

/** What a history shows. All but the last three have to be 0. */
export interface Findings {
	/** Records, lines or differences that are there more often than they were asked for. */
	duplicated: number;
	/** Effects that were reported and never took place. */
	lost: number;
	/** Values that nobody has asked to change: blanked, or set back to what they were. */
	unasked: number;
	/** Effects of what was reported as failed. */
	denied: number;
	uncertain: number;
	parts: number;
	/** Parts that have ended neither as uncertain nor with a fault: done, or refused for a reason. */
	succeeded: number;
	/** What was found, in words, for the first few. */
	examples: string[];
}

export const noFindings = (): Findings => ({
	duplicated: 0,
	lost: 0,
	unasked: 0,
	denied: 0,
	uncertain: 0,
	parts: 0,
	succeeded: 0,
	examples: [],
});

interface Wanted {
	want: Want;
	/** How often it has taken place because of this operation. */
	times: number;
	/** For values: whether it was so at some time since it was asked for. */
	held: boolean;
}

interface Running {
	name: string;
	parts: Wanted[][];
	reports?: readonly Report[];
}

/** What a part wants, as a reason for a change. */
interface Candidate {
	wanted: Wanted;
	place: number;
	running: Running;
}

/** Refusals that are right say something about the records, not about the way to the store. */
const answers: readonly string[] = ['refused', 'input'];

const isUnder = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/** New records among changes: their path, and the values below it. */
const addedBelow = (changes: readonly Change[], under: string): Map<string, Change[]> => {
	const added = new Map<string, Change[]>();
	for (const change of changes) {
		const isNew = change.before === undefined && change.after === 'there';
		const isDirect = change.path.startsWith(`${under}/`) && !change.path.slice(under.length + 1).includes('/');
		if (isNew && isDirect) added.set(change.path, []);
	}
	for (const change of changes) {
		for (const [root, below] of added) if (isUnder(change.path, root)) below.push(change);
	}
	return added;
};

/** Reads a history and counts what must not happen. */
class Checker {
	private readonly values: Map<string, string>;

	private readonly running = new Map<number, Running>();

	readonly findings = noFindings();

	constructor(initial: ReadonlyMap<string, string>) {
		this.values = new Map(initial);
	}

	see(event: Event): void {
		if (event.type === 'asked') this.begin(event.operation, event.name, event.parts);
		else if (event.type === 'committed') this.commit(event.operations.map(this.find), event.changes);
		else this.report(this.find(event.operation), event.reports);
	}

	private readonly find = (operation: number): Running => {
		const running = this.running.get(operation);
		if (!running) throw new Error(`Operation ${operation} was never asked for`);
		return running;
	};

	private begin(operation: number, name: string, parts: readonly Part[]): void {
		const wanted = parts.map((part) => part.map((want): Wanted => ({ want, times: 0, held: this.holds(want) })));
		this.running.set(operation, { name, parts: wanted });
	}

	private holds(want: Want): boolean {
		if (want.to === 'set') return this.values.get(want.path) === want.value;
		return want.to === 'remove' && !this.values.has(want.path);
	}

	private commit(together: readonly Running[], changes: readonly Change[]): void {
		const open = new Set(changes);
		const explain = (some: Iterable<Change>) => {
			for (const change of some) open.delete(change);
		};
		const all = together.flatMap((running) =>
			running.parts.flatMap((part, place) => part.map((wanted): Candidate => ({ wanted, place, running }))),
		);
		const took = ({ wanted, place, running }: Candidate) => {
			wanted.times += 1;
			if (running.reports?.[place]?.is === 'failed') this.found('denied', running, wanted.want);
			const claims = running.reports?.[place];
			const isOnce = wanted.want.to === 'add' || wanted.want.to === 'shift';
			if (isOnce && wanted.times > 1) this.found('duplicated', running, wanted.want);
			// After the report nothing may come any more, unless it was in doubt.
			else if (claims?.is === 'done') this.found('unasked', running, wanted.want);
		};
		// A record that is added explains all of its values; the part that still lacks one comes first.
		for (const under of new Set(all.flatMap(({ wanted: { want } }) => (want.to === 'add' ? [want.under] : [])))) {
			for (const [root, below] of addedBelow([...open], under)) {
				const values = new Map(below.map(({ path, after }) => [path.slice(root.length + 1), after]));
				const fitting = all.filter(
					({ wanted: { want } }) =>
						want.to === 'add' &&
						want.under === under &&
						Object.entries(want.like).every(([name, value]) => values.get(name) === value),
				);
				const candidate = fitting.find(({ wanted: { times } }) => times === 0) ?? fitting[0];
				if (candidate) {
					took(candidate);
					explain(below);
				}
			}
		}
		for (const candidate of all) {
			const { want } = candidate.wanted;
			if (want.to === 'add') continue;
			const fitting = [...open].filter((change) => explains(want, change));
			if (fitting.length === 0) continue;
			took(candidate);
			explain(fitting);
		}
		for (const { path, before, after } of open)
			this.found('unasked', together[0], undefined, `${path}: ${before} → ${after}`);
		for (const { path, after } of changes) {
			if (after === undefined) this.values.delete(path);
			else this.values.set(path, after);
		}
		this.remember();
	}

	/** Of a record that is gone meanwhile, nobody sees whether it was changed before. */
	private isGone(want: Want): boolean {
		const [kind, id] = (want.to === 'add' ? want.under : want.path).split('/');
		return id !== undefined && !this.values.has(`${kind}/${id}`);
	}

	/** Notes which of the values that operations under way want hold now. */
	private remember(): void {
		for (const { parts, reports } of this.running.values()) {
			if (reports) continue;
			for (const wanted of parts.flat()) wanted.held ||= this.holds(wanted.want);
		}
	}

	private report(running: Running, reports: readonly Report[]): void {
		running.reports = reports;
		for (const [place, part] of running.parts.entries()) {
			const { is, kind, claims } = reports[place] ?? { is: 'failed', kind: 'missing' };
			this.findings.parts += 1;
			if (is === 'uncertain') this.findings.uncertain += 1;
			if (is === 'done' || (is === 'failed' && answers.includes(kind ?? ''))) this.findings.succeeded += 1;
			if (is === 'uncertain') continue;
			for (const wanted of part) {
				const { want, times, held } = wanted;
				const isClaimed = is === 'done' && (claims?.includes(want) ?? true);
				const isThere = want.to === 'set' || want.to === 'remove' ? held : times > 0;
				if (isClaimed && !isThere) this.found('lost', running, want);
				if (!isClaimed && times > 0 && !this.isGone(want)) this.found('denied', running, want);
			}
		}
	}

	private found(what: 'duplicated' | 'lost' | 'unasked' | 'denied', by?: Running, want?: Want, more = ''): void {
		this.findings[what] += 1;
		if (this.findings.examples.length < 20) {
			this.findings.examples.push(`${what} by ${by?.name ?? 'nobody'}: ${want ? JSON.stringify(want) : ''}${more}`);
		}
	}
}

const explains = (want: Want, { path, before, after }: Change): boolean => {
	if (want.to === 'remove') return after === undefined && isUnder(path, want.path);
	if (want.to === 'add' || path !== want.path) return false;
	return want.to === 'set' ? after === want.value : Number(after ?? 0) - Number(before ?? 0) === want.by;
};

export const check = ({ initial, events }: History): Findings => {
	const checker = new Checker(initial);
	for (const event of events) checker.see(event);
	return checker.findings;
};
