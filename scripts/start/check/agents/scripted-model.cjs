// @ts-check
'use strict';

const http = require('node:http');

/**
 * A chat model behind OpenAI's interface that calls the tools it was told to call, one after the other, and then is done.
 * The agent, its tools and everything around them are n8n's own.
 *
 * @typedef {{ tool: string, input: Record<string, unknown> }} ToolCall
 * @typedef {{ stream?: boolean, messages: { role: string, content: string }[], tools: { function: { name: string, description: string } }[] }} Prompt
 */
class ScriptedModel {
	/** What the agent sent, oldest first. @type {Prompt[]} */
	prompts = [];

	/** @param {ToolCall[]} script */
	constructor(script) {
		this.server = http.createServer((request, response) => {
			let text = '';
			request.setEncoding('utf8');
			request.on('data', (part) => (text += part));
			request.on('end', () => {
				const prompt = /** @type {Prompt} */ (JSON.parse(text));
				this.prompts.push(prompt);
				const step = answersOf(prompt).length;
				const answer = completion(script[step], step);
				response.setHeader('content-type', prompt.stream ? 'text/event-stream' : 'application/json');
				response.end(prompt.stream ? streamed(answer) : JSON.stringify(answer));
			});
		});
	}

	/** @returns {Promise<string>} the base URL */
	async start() {
		await new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(undefined)));
		const address = /** @type {import('node:net').AddressInfo} */ (this.server.address());
		return `http://127.0.0.1:${address.port}/v1`;
	}

	stop() {
		this.server.close();
		this.server.closeAllConnections();
	}

	/** @returns {string[]} what the tools answered, as the model got to read it */
	answers() {
		const last = this.prompts.at(-1);
		return last ? answersOf(last) : [];
	}
}

/** @param {Prompt} prompt */
function answersOf({ messages }) {
	return messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
}

/**
 * @param {ToolCall | undefined} call
 * @param {number} step no two calls of a conversation have the same ID
 */
function completion(call, step) {
	const message = call
		? {
				role: 'assistant',
				content: null,
				tool_calls: [
					{
						id: `call_${step}`,
						type: 'function',
						function: { name: call.tool, arguments: JSON.stringify(call.input) },
					},
				],
			}
		: { role: 'assistant', content: 'Done' };
	return {
		id: 'completion',
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: call ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

/**
 * As older agents want it.
 *
 * @param {ReturnType<typeof completion>} answer
 */
function streamed({ choices, ...answer }) {
	const parts = choices.map(({ message, ...choice }) => ({
		...choice,
		delta: { ...message, tool_calls: message.tool_calls?.map((call, index) => ({ ...call, index })) },
	}));
	return `data: ${JSON.stringify({ ...answer, object: 'chat.completion.chunk', choices: parts })}\n\ndata: [DONE]\n\n`;
}

module.exports = { ScriptedModel };
