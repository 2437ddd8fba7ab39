/** What the runs of several stores, which go on at the same time, know of each other. */
export class RunTogether {
	private stopped = false;

	private waiting: Array<() => void> = [];

	/** @param unprepared how many of them have to be prepared before any of them writes; the others do not wait */
	constructor(private unprepared = 0) {}

	/** Whether a failure in one of them has stopped all. */
	get isStopped(): boolean {
		return this.stopped;
	}

	stop(): void {
		this.stopped = true;
	}

	/** Says that one of them is prepared. Resolves when all are. */
	async prepared(): Promise<void> {
		this.unprepared -= 1;
		if (this.unprepared > 0) return await new Promise((resolve) => void this.waiting.push(resolve));
		for (const resolve of this.waiting.splice(0)) resolve();
	}
}
