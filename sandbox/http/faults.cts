import type { Random } from '../random.cts';

/** Troubles that can be turned on, one line each. */
export const faultTable = {
	slow: 'Wait before the request is worked on (ms)',
	serverError: 'Answer 500, nothing done',
	badGateway: 'Answer 502 with an HTML page, nothing done',
	tooManyRequests: 'Answer 429 although tokens are left, nothing done',
	dropBefore: 'Close the connection before anything is done',
	dropAfter: 'Do the work, then close the connection: the reply is lost',
	errorAfter: 'Do the work, then answer 500',
	truncated: 'Do the work, then send half of the reply',
	wrongJson: 'Do the work, then answer JSON of a wrong shape',
	notJson: 'Do the work, then answer text that is no JSON',
	duplicateWork: 'Do the work twice (a proxy that retries)',
} as const;

export type FaultName = keyof typeof faultTable;
export const faultNames = Object.keys(faultTable) as FaultName[];

export interface FaultSetting {
	/** 0 to 1; 1 when left out. */
	probability?: number;
	/** How many times still; without end when left out. */
	count?: number;
	/** Only requests whose `METHOD /path` contains this. */
	path?: string;
	/** For `slow`. */
	ms?: number;
}

export type FaultSettings = Partial<Record<FaultName, FaultSetting>>;

const isPartOfOne = (value: number): boolean => value >= 0 && value <= 1;

function readSetting(name: string, sent: unknown): FaultSetting {
	if (typeof sent !== 'object' || sent === null)
		throw new Error(`Fault "${name}" takes {probability, count, path, ms}.`);
	const { probability, count, path, ms } = sent as Record<string, unknown>;
	if (probability !== undefined && !isPartOfOne(Number(probability))) throw new Error('probability is 0 to 1.');
	return {
		...(probability !== undefined && { probability: Number(probability) }),
		...(count !== undefined && count !== null && { count: Number(count) }),
		...(typeof path === 'string' && path !== '' && { path }),
		...(ms !== undefined && { ms: Number(ms) }),
	};
}

/** Decides, per request, which faults strike. */
export class Faults {
	private settings: FaultSettings = {};

	constructor(
		private readonly random: Random,
		settings: FaultSettings = {},
	) {
		this.set(settings);
	}

	current(): FaultSettings {
		return structuredClone(this.settings);
	}

	/** Turns faults on; `null` or `false` turns one off, `true` on for every request. Throws for an unknown name. */
	set(changes: Readonly<Record<string, unknown>>): void {
		const next: FaultSettings = { ...this.settings };
		for (const [name, sent] of Object.entries(changes)) {
			if (!Object.hasOwn(faultTable, name))
				throw new Error(`There is no fault "${name}". Known: ${faultNames.join(', ')}.`);
			if (sent === null || sent === false || sent === undefined) delete next[name as FaultName];
			else next[name as FaultName] = sent === true ? {} : readSetting(name, sent);
		}
		this.settings = next;
	}

	clear(): void {
		this.settings = {};
	}

	/** Whether a fault strikes this request; a counted fault is used up by it. */
	strikes(name: FaultName, target: string): FaultSetting | undefined {
		const setting = this.settings[name];
		if (!setting || (setting.path && !target.includes(setting.path))) return undefined;
		if (setting.count !== undefined && setting.count <= 0) return undefined;
		if (this.random() >= (setting.probability ?? 1)) return undefined;
		if (setting.count !== undefined) setting.count -= 1;
		return setting;
	}
}
