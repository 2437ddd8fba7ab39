import { EventEmitter } from 'node:events';
import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { PostQueue } from '../../../nodes/OrderDeskTrigger/postQueue';
import type { QueuedPost } from '../../../nodes/OrderDeskTrigger/postQueue';
import { WorkflowMemory } from '../../../nodes/shared/workflowMemory';

const now = Date.UTC(2026, 0, 15, 12);

/** What Express gives a webhook; Order Desk may hang up, and n8n answers, in whatever sequence. */
class Answer extends EventEmitter {
	destroyed = false;

	writableEnded = false;

	statusCode = 0;

	end(statusCode: number): void {
		Object.assign(this, { writableEnded: true, statusCode });
		this.hangUp();
	}

	hangUp(): void {
		this.destroyed = true;
		this.emit('close');
	}
}

let workflows = 0;
/** The queue of a process, and posts to one workflow. */
const queueOf = (sleeping: () => void = () => undefined) => {
	const memory = new WorkflowMemory();
	let slept = 0;
	const sleep = async (milliseconds: number) => {
		slept += milliseconds;
		sleeping();
		await Promise.resolve();
	};
	const queue = new PostQueue({ now: () => now, sleep }, memory);
	const workflowId = `w${++workflows}`;
	const post = (digit: string, more: Partial<QueuedPost> = {}) => {
		const answer = new Answer();
		const staticData: IDataObject = {};
		const done = queue.enqueue({
			workflowId,
			key: digit.repeat(64),
			staticData,
			response: answer as never,
			result: (repeated) =>
				repeated ? { noWebhookResponse: true } : { workflowData: [[{ json: { digit } }]], webhookResponse: 'Accepted' },
			...more,
		});
		return { answer, staticData, done };
	};
	/** Whether a post starts the workflow; it is answered as n8n answers. */
	const starts = async (digit: string, more: Partial<QueuedPost> = {}): Promise<boolean> => {
		const { answer, done } = post(digit, more);
		const result = await done;
		if (result?.workflowData) answer.end(200);
		return result?.workflowData !== undefined;
	};
	return { queue, memory, workflowId, post, starts, slept: () => slept };
};

describe('a post', () => {
	it('starts the workflow once, and another one does so too', async () => {
		const { starts } = queueOf();
		expect([await starts('a'), await starts('b'), await starts('a'), await starts('b')]).toEqual([
			true,
			true,
			false,
			false,
		]);
	});

	it.each([
		[200, false],
		[299, false],
		[300, true],
		[500, true],
	])('that n8n has answered %i starts the workflow again: %s', async (status, again) => {
		const { post, starts } = queueOf();
		const { answer, done } = post('a');
		await done;
		answer.end(status);
		expect(await starts('a')).toBe(again);
	});

	it('waits until the one before is answered', async () => {
		const { post } = queueOf();
		const [first, second] = [post('a'), post('b')];
		let isNext = false;
		void second.done.then(() => (isNext = true));
		await first.done;
		await new Promise(setImmediate);
		expect(isNext).toBe(false);
		first.answer.end(200);
		expect(await second.done).toMatchObject({ webhookResponse: 'Accepted' });
		second.answer.end(200);
	});

	it('that starts nothing keeps nobody waiting, and is not kept', async () => {
		const { post, starts } = queueOf();
		const { staticData, done } = post('a', { result: () => ({ noWebhookResponse: true }) });
		expect(await done).toEqual({ noWebhookResponse: true });
		expect(await starts('a')).toBe(true);
		expect(staticData).toEqual({});
	});

	it('is kept by n8n no sooner than n8n answers, with what others keep', async () => {
		const { post, memory, workflowId } = queueOf();
		memory.remember(workflowId, 'orderDeskPolling', { theirs: 1 });
		const { answer, staticData, done } = post('a');
		const result = await done;
		expect(staticData).toEqual({});
		expect(result?.webhookResponse).toBe('Accepted');
		expect(staticData).toEqual({
			orderDeskPolling: { theirs: 1 },
			orderDeskPosts: { [now / 3_600_000]: expect.stringMatching(/^[\w-]{16}$/) },
		});
		answer.end(200);
	});

	it('that n8n knows of is a repeat, also for a process that does not', async () => {
		const { post } = queueOf();
		const { answer, staticData, done } = post('a');
		void (await done)?.webhookResponse;
		answer.end(200);
		expect(await queueOf().starts('a', { staticData })).toBe(false);
		expect(await queueOf().starts('b', { staticData })).toBe(true);
	});

	it('that is started again is not kept twice', async () => {
		const { post } = queueOf();
		const result = () => ({ workflowData: [[]], webhookResponse: 'Accepted' });
		const kept = async () => {
			const { answer, staticData, done } = post('a', { result });
			void (await done)?.webhookResponse;
			answer.end(200);
			return staticData;
		};
		expect(await kept()).toEqual(await kept());
	});

	it('whose result fails is told so, and the next one has its turn', async () => {
		const { post, starts } = queueOf();
		const result = () => {
			throw new Error('No');
		};
		await expect(post('a', { result }).done).rejects.toThrow('No');
		expect(await starts('a')).toBe(true);
	});
});

describe('a post that Order Desk hangs up on', () => {
	it('before its turn starts nothing, and is no repeat later', async () => {
		const { post, starts } = queueOf();
		const [first, second] = [post('a'), post('b')];
		await first.done;
		second.answer.hangUp();
		first.answer.end(200);
		expect(await second.done).toBeUndefined();
		expect(await starts('b')).toBe(true);
	});

	it('is a repeat later once n8n has answered it into the void, also before it was listened to', async () => {
		for (const when of ['before', 'after']) {
			const held = new Answer();
			const { post, starts, slept } = queueOf(() => slept() >= 300 && Object.assign(held, { writableEnded: true }));
			held.statusCode = 200;
			const result = () => {
				if (when === 'before') held.destroyed = true;
				return { workflowData: [[]] };
			};
			const { done } = post('a', { response: held as never, result });
			await done;
			if (when === 'after') held.hangUp();
			expect(await starts('a')).toBe(false);
			expect(slept()).toBe(300);
		}
	});

	it('is none where n8n has not answered within a minute', async () => {
		const { post, starts, slept } = queueOf();
		const { answer, done } = post('a');
		await done;
		answer.statusCode = 200;
		answer.hangUp();
		expect(await starts('a')).toBe(true);
		expect(slept()).toBe(60_000);
	});
});

describe('the posts that wait', () => {
	it('are 500 at most in each workflow', async () => {
		const { queue, post, workflowId } = queueOf();
		const first = post('a');
		await first.done;
		const waiting = Array.from({ length: 499 }, () => post('a'));
		expect(queue.isFull(workflowId)).toBe(false);
		waiting.push(post('a'));
		expect([queue.isFull(workflowId), queue.isFull('another')]).toEqual([true, false]);
		first.answer.end(200);
		await Promise.all(waiting.map(async ({ done }) => await done));
		expect(queue.isFull(workflowId)).toBe(false);
		const more = Array.from({ length: 500 }, () => post('a'));
		expect(queue.isFull(workflowId)).toBe(true);
		await Promise.all(more.map(async ({ done }) => await done));
	});
});
