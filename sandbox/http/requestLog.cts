export interface RequestEntry {
	/** Counts up from 1, for `?since=`. */
	seq: number;
	/** Milliseconds since 1970, UTC, when the request arrived. */
	at: number;
	method: string;
	path: string;
	query: Record<string, string>;
	/** The endpoint's name, for example `GET /orders/{id}`; "" when there is none. */
	endpoint: string;
	/** Rows of the body when it is a list. */
	rows: number | null;
	/** 0 when the connection was dropped. */
	status: number;
	tokens_remaining: number;
	/** The faults that struck. */
	faults: string[];
	user_agent: string;
}

const KEPT = 5_000;

/** The last few thousand API requests, and how many there were of each endpoint. */
export class RequestLog {
	private entries: RequestEntry[] = [];
	private seq = 0;
	private readonly byEndpoint = new Map<string, number>();

	add(entry: Omit<RequestEntry, 'seq'>): void {
		this.entries.push({ seq: ++this.seq, ...entry });
		if (this.entries.length > KEPT) this.entries.shift();
		const name = entry.endpoint || `${entry.method} ${entry.path}`;
		this.byEndpoint.set(name, (this.byEndpoint.get(name) ?? 0) + 1);
	}

	since(seq = 0): readonly RequestEntry[] {
		return this.entries.filter((entry) => entry.seq > seq);
	}

	/** Requests by endpoint, `GET /orders/{id}` and so on, since the start or `clear`. */
	counts(): Record<string, number> {
		return Object.fromEntries(this.byEndpoint);
	}

	/** All requests since the start or `clear`. */
	total(): number {
		return [...this.byEndpoint.values()].reduce((sum, count) => sum + count, 0);
	}

	clear(): void {
		this.entries = [];
		this.byEndpoint.clear();
	}
}
