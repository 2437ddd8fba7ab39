import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';

const root = join(__dirname, '..', '..');
const scripts = join(root, 'scripts');
const { summary } = jest.requireActual<{ summary: (running: unknown) => string }>(
	join(scripts, 'start', 'summary.cjs'),
);
const { SECRET } = jest.requireActual<{ SECRET: string }>(join(scripts, 'start', 'examples.cjs'));

const { exampleFiles } = jest.requireActual<{ exampleFiles: () => string[] }>(join(scripts, 'start', 'examples.cjs'));

const workflows = exampleFiles().map((file) => ({
	file,
	name: `Of ${file}`,
	active: true,
	url: 'http://x/workflow/1',
}));
const printed = summary({
	n8nUrl: 'http://127.0.0.1:5678',
	sandboxUrl: 'http://127.0.0.1:4010',
	seeded: { credential: { status: 'OK' }, workflows },
	state: { n8nLog: join(root, '.run', 'n8n.log'), sandboxLog: join(root, '.run', 'sandbox.log') },
});

describe('what npm start prints', () => {
	it('lists the examples by the numbers by which the documents call them', () => {
		const rows = [...printed.matchAll(/^ +(\d+) +Of (\d+)-\S+ +active +http/gm)].map(([, ...numbers]) => numbers);
		expect(rows).toEqual(workflows.map((_, index) => [String(index + 1), String(index + 1)]));
		expect(rows.length).toBeGreaterThan(10);
	});

	it('says where the tools of the MCP example are, and the token they take', () => {
		const { nodes } = JSON.parse(readFileSync(join(root, 'examples', '7-mcp-server.json'), 'utf8')) as {
			nodes: Array<{ type: string; parameters: { path?: string } }>;
		};
		const path = nodes.find(({ type }) => type.endsWith('.mcpTrigger'))?.parameters.path;
		expect(printed).toMatch(new RegExp(`http://127.0.0.1:5678/mcp/${path} +the bearer token ${SECRET}\n`));
	});
});
