import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Clock } from '../../api/types';
import { isTaken, merged, readTaken, withTaken } from '../../api/webhook/seenPosts';
import type { Taken } from '../../api/webhook/seenPosts';
import { exclusively } from '../../api/writing/locks';

/*
 * n8n reads a workflow's static data before webhook() runs. After it has recorded the execution it looks at the answer
 * that webhook() has returned, writes the static data whole, and answers. So a key that is put there is kept exactly when
 * the execution is: when n8n fails in between, nothing is kept, Order Desk gets no 200 and posts again. But posts that
 * overlap would overwrite each other's keys. Hence posts of one trigger are taken one after the other, each when the
 * answer to the one before is out, and this process remembers those whose answer was 200.
 */

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Waiting posts of one trigger. A post costs some 10 ms, and Order Desk gives up after 30 s. */
const mostWaiting = 500;

/** How long n8n may take after Order Desk has hung up, and how often that is looked at. Milliseconds. */
const longestWait = 60_000;
const pause = 100;

export interface Turn {
	trigger: string;
	/** eventKey() of the post. */
	key: string;
	/** The node's static data. */
	kept: IDataObject;
	response: Response;
	/** What webhook() returns for the post; `repeated` when it was taken before. */
	result: (repeated: boolean) => IWebhookResponseData;
}

/** What the triggers of one process have taken. */
export class Turns {
	private readonly taken = new Map<string, Taken>();

	private readonly waiting = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	isFull(trigger: string): boolean {
		return (this.waiting.get(trigger) ?? 0) >= mostWaiting;
	}

	/** Lets the post have its turn. Undefined when Order Desk has hung up meanwhile, and will post again. */
	async take(turn: Turn): Promise<IWebhookResponseData | undefined> {
		this.count(turn.trigger, 1);
		return await new Promise((resolve, reject) => {
			exclusively(turn.trigger, async () => {
				this.count(turn.trigger, -1);
				if (turn.response.destroyed) resolve(undefined);
				else await this.run(turn, resolve);
			}).catch(reject);
		});
	}

	private async run({ trigger, key, kept, response, result }: Turn, resolve: (result: IWebhookResponseData) => void) {
		const taken = merged(this.taken.get(trigger) ?? {}, readTaken(kept.taken));
		const repeated = isTaken(taken, key, this.clock.now());
		const returned = result(repeated);
		const emits = returned.workflowData !== undefined;
		if (!emits) return resolve(returned);
		const next = repeated ? taken : withTaken(taken, key, this.clock.now());
		resolve({
			...returned,
			// When n8n 2.41 records an execution, it forgets that the static data was changed; here it has done so.
			get webhookResponse() {
				kept.taken = next;
				return returned.webhookResponse;
			},
		});
		if (await this.answered(response)) this.taken.set(trigger, next);
	}

	/** Resolves when n8n has answered, with whether that was a success. */
	private async answered(response: Response): Promise<boolean> {
		if (!response.destroyed) await new Promise<void>((close) => void response.once('close', close));
		// Order Desk may have hung up. n8n goes on all the same, and answers into the void.
		for (let waited = 0; !response.writableEnded && waited < longestWait; waited += pause)
			await this.clock.sleep(pause);
		return response.writableEnded && response.statusCode < 300;
	}

	private count(trigger: string, change: 1 | -1): void {
		this.waiting.set(trigger, (this.waiting.get(trigger) ?? 0) + change);
	}
}
