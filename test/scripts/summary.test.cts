import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

const root = join(__dirname, '..', '..');
const scripts = join(root, 'scripts');
const { summary } = jest.requireActual<{ summary: (running: unknown) => string }>(
	join(scripts, 'start', 'summary.cjs'),
);
const { SECRET } = jest.requireActual<{ SECRET: string }>(join(scripts, 'start', 'examples.cjs'));

const printed = summary({
	n8nUrl: 'http://127.0.0.1:5678',
	sandboxUrl: 'http://127.0.0.1:4010',
	seeded: undefined,
	state: { n8nLog: join(root, '.run', 'n8n.log'), sandboxLog: join(root, '.run', 'sandbox.log') },
});

describe('what npm start prints', () => {
	it('says where the tools of the MCP example are, and the token they take', () => {
		const { nodes } = JSON.parse(readFileSync(join(root, 'examples', '7-mcp-server.json'), 'utf8')) as {
			nodes: Array<{ type: string; parameters: { path?: string } }>;
		};
		const path = nodes.find(({ type }) => type.endsWith('.mcpTrigger'))?.parameters.path;
		expect(printed).toMatch(new RegExp(`http://127.0.0.1:5678/mcp/${path} +the bearer token ${SECRET}\n`));
	});
});
