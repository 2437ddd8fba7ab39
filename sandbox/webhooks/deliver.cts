import { request as requestOverHttp } from 'node:http';
import { request as requestOverHttps } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Post } from './post.cts';

export interface Delivered {
	status: number;
	reply: string;
}

/** Sends one post and reads the whole reply; rejects when none comes or `signal` stops it. Redirects are not followed. */
export type Deliver = (post: Post, signal: AbortSignal) => Promise<Delivered>;

/** Each post has a connection of its own, so that none is lost with an old one that the receiver was just closing. */
export const deliverOverHttp: Deliver = ({ url, headers, body }, signal) =>
	new Promise((resolve, reject) => {
		const request = url.startsWith('https:') ? requestOverHttps : requestOverHttp;
		const sent = request(url, { method: 'POST', headers, signal, agent: false }, (reply) => {
			text(reply).then((all) => resolve({ status: reply.statusCode ?? 0, reply: all }), reject);
		});
		sent.once('error', reject);
		sent.end(body);
	});
