import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { Clock } from '../../api/types';
import { isSeen, mergeSeenPosts, readSeenPosts, withPost } from '../../api/webhook/seenPosts';
import { exclusively } from '../../api/writing/locks';
import type { WorkflowMemory } from '../shared/workflowMemory';

/*
 * n8n reads the static data of a workflow before webhook() runs. After it has recorded the execution, it looks at the
 * response that webhook() has returned, writes the static data as a whole, and answers. So a key added at that moment
 * is kept exactly when the execution is: if n8n fails in between, nothing is kept, Order Desk gets no 200 and posts
 * again. But posts that overlap would overwrite each other's keys. So the posts of one workflow are accepted one after
 * the other, each after the one before was answered, and this process remembers those that were answered 200.
 *
 * All triggers of a workflow share the queue and the memory. The key of a post says which trigger it came to.
 */

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Posts of one workflow that may wait. A post takes some 10 ms, and Order Desk gives up after 30 s. */
const maxWaiting = 500;

/** How long n8n may go on after Order Desk has hung up, and how often we look. Milliseconds. */
const maxWait = 60_000;
const pause = 100;

export interface QueuedPost {
	workflowId: string;
	/** eventKey() of the post. */
	key: string;
	/** The global static data of the workflow. */
	staticData: IDataObject;
	response: Response;
	/** What webhook() returns for the post; `repeated` if it was accepted before. */
	result: (repeated: boolean) => IWebhookResponseData;
}

/** The key of the posts in the global static data of a workflow. */
const dataKey = 'orderDeskPosts';

/** Accepts the posts of each workflow one after the other, and remembers them. */
export class PostQueue {
	private readonly waiting = new Map<string, number>();

	constructor(
		private readonly clock: Clock,
		private readonly memory: WorkflowMemory,
	) {}

	isFull(workflowId: string): boolean {
		return (this.waiting.get(workflowId) ?? 0) >= maxWaiting;
	}

	/**
	 * Accepts the post when its turn has come. Resolves with what webhook() is to return; undefined if Order Desk has
	 * hung up meanwhile and will post again.
	 */
	async enqueue(post: QueuedPost): Promise<IWebhookResponseData | undefined> {
		this.count(post.workflowId, 1);
		return await new Promise((resolve, reject) => {
			exclusively(`posts of workflow ${post.workflowId}`, async () => {
				this.count(post.workflowId, -1);
				if (post.response.destroyed) resolve(undefined);
				else await this.accept(post, resolve);
			}).catch(reject);
		});
	}

	/** Resolves when n8n has answered, which is after `resolve` was called with what webhook() returns. */
	private async accept(
		{ workflowId, key, staticData, response, result }: QueuedPost,
		resolve: (result: IWebhookResponseData) => void,
	): Promise<void> {
		const { memory } = this;
		const seen = mergeSeenPosts(
			readSeenPosts(memory.remembered(workflowId, dataKey)),
			readSeenPosts(staticData[dataKey]),
		);
		const repeated = isSeen(seen, key, this.clock.now());
		const returned = result(repeated);
		const emits = returned.workflowData !== undefined;
		if (!emits) return resolve(returned);
		const next = repeated ? seen : withPost(seen, key, this.clock.now());
		resolve({
			...returned,
			// n8n 2.41 forgets that the static data has changed when it records an execution. By now it has recorded it.
			get webhookResponse() {
				memory.keep(workflowId, staticData, dataKey, next);
				return returned.webhookResponse;
			},
		});
		if (await this.isSuccess(response)) memory.remember(workflowId, dataKey, next);
	}

	/** Whether n8n answered with success. Resolves when it has answered. */
	private async isSuccess(response: Response): Promise<boolean> {
		if (!response.destroyed) await new Promise<void>((close) => void response.once('close', close));
		// Order Desk may have hung up. n8n goes on nevertheless, and answers into the void.
		for (let waited = 0; !response.writableEnded && waited < maxWait; waited += pause) await this.clock.sleep(pause);
		return response.writableEnded && response.statusCode < 300;
	}

	private count(workflowId: string, change: 1 | -1): void {
		this.waiting.set(workflowId, (this.waiting.get(workflowId) ?? 0) + change);
	}
}
