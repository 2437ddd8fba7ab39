import type { Clock } from '../clock.cts';
import type { SandboxReply } from '../http/messages.cts';
import { CONSOLE_PATH } from './handle.cts';

export const CHANGES_PATH = `${CONSOLE_PATH}/changes`;

/** Changes within so many milliseconds are told as one. */
const TOGETHER = 100;

/** Tells pages that show the store when to look again. */
export class Changes {
	private readonly followers = new Set<() => void>();
	private isDue = false;

	constructor(private readonly clock: Clock) {}

	/** Says that what a page shows may have changed. */
	note(): void {
		if (this.isDue || this.followers.size === 0) return;
		this.isDue = true;
		this.clock.after(TOGETHER, () => {
			this.isDue = false;
			for (const follower of this.followers) follower();
		});
	}

	/** Server-sent events: one message for each change, until the page leaves. */
	follow(): SandboxReply {
		return {
			status: 200,
			headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
			body: 'retry: 1000\n\n',
			more: (send) => {
				const follower = (): void => send('data: changed\n\n');
				this.followers.add(follower);
				return () => void this.followers.delete(follower);
			},
		};
	}
}
