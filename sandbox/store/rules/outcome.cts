import type { Attempt } from '../state.cts';

export interface Outcome {
	/** What came of an attempt, as a person reads it. */
	outcome: string;
	/** What the Order Desk Trigger of n8n says of its workflow; null when the reply is none of its answers. */
	workflow_started: boolean | null;
}

/** What the trigger answers to a post that is well received, but of no use to the workflow (docs/webhooks.md). */
const notStarted = /^(?:Filtered out|Dropped): (?<reason>.+)$|^Accepted before$/s;

/** The fields that n8n's own answers have for people, as texts of JSON. Of an answer, only the start is known. */
const forPeople = /"(?:message|hint)":\s*("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")/gu;

function sentencesOf(reply: string): string {
	const sentences = [...reply.matchAll(forPeople)].map(([, text = '""']) => String(JSON.parse(text)));
	return reply.startsWith('{') && sentences.length > 0 ? sentences.join(' ') : reply;
}

export function outcomeOf({ status, reply, error }: Attempt): Outcome {
	const told = sentencesOf(reply);
	if (error) return { outcome: told ? `${error}: ${told}` : error, workflow_started: null };
	if (reply === 'Accepted') return { outcome: `n8n answered ${status}, workflow started`, workflow_started: true };
	const match = notStarted.exec(reply);
	if (!match) return { outcome: told ? `Answered ${status}: ${told}` : `Answered ${status}`, workflow_started: null };
	const reason = match.groups?.['reason'] ?? 'it accepted this post before';
	return { outcome: `n8n answered ${status}, workflow not started: ${reason}`, workflow_started: false };
}
