import { request } from 'undici';
import type { Post } from './post.cts';

export interface Delivered {
	status: number;
	reply: string;
}

/** Sends one post and reads the whole reply; rejects when none comes or `signal` stops it. Redirects are not followed. */
export type Deliver = (post: Post, signal: AbortSignal) => Promise<Delivered>;

export const deliverOverHttp: Deliver = async ({ url, headers, body }, signal) => {
	const reply = await request(url, { method: 'POST', headers, body, signal });
	return { status: reply.statusCode, reply: await reply.body.text() };
};
