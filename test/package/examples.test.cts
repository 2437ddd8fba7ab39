import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { startSandbox } from '../../sandbox/index.cts';

interface Workflow {
	id: string;
	active: boolean;
	nodes: Array<{ type: string; webhookId?: string; parameters: unknown }>;
}
interface Seeded {
	workflows: Array<{ file: string; active: boolean; webhookUrl: string; event: string }>;
}

const root = join(__dirname, '..', '..');
const files = readdirSync(join(root, 'examples'), { encoding: 'utf8', recursive: true }).filter((file) =>
	file.endsWith('.json'),
);
const { seed } = jest.requireActual<{ seed: (n8n: unknown, sandbox: unknown, memory: string) => Promise<Seeded> }>(
	join(root, 'scripts', 'start', 'seed.cjs'),
);
const { SandboxClient } = jest.requireActual<{ SandboxClient: new (url: string) => unknown }>(
	join(root, 'scripts', 'shared', 'sandbox-client.cjs'),
);

/** An n8n that keeps what it is given, in memory, and a sandbox beside it. */
const startedN8n = (url: string) => {
	const workflows = new Map<string, Workflow>();
	const rules = new Map<string, string>();
	const n8n = {
		url,
		credentials: async () => await Promise.resolve([]),
		saveCredential: async () => await Promise.resolve({ id: 'c1' }),
		testCredential: async () => await Promise.resolve({ status: 'OK', message: '' }),
		workflow: async (id: string) => await Promise.resolve(workflows.get(id)),
		saveWorkflow: async (workflow: Workflow, id = `w${workflows.size + 1}`) => {
			workflows.set(id, { ...workflow, id, active: false });
			return await Promise.resolve({ id, active: false });
		},
		activate: async ({ id }: Workflow) => {
			const workflow = workflows.get(id);
			if (workflow) workflow.active = true;
			return await Promise.resolve();
		},
	};
	const sandbox = {
		url: 'http://sandbox',
		saveRule: async ({ name, url: to }: { name: string; url: string }) => {
			rules.set(name, to);
			return await Promise.resolve();
		},
	};
	return { n8n, sandbox, workflows, rules };
};

/** Answers every request, as the trigger does to what is not signed. */
const listening = async (work: (url: string) => Promise<void>): Promise<void> => {
	const server = createServer((_, response) => void response.writeHead(401).end());
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
};

const memoryFile = () => join(mkdtempSync(join(tmpdir(), 'examples-')), 'seeded.json');
const webhookIds = (workflows: Iterable<Workflow>) =>
	[...workflows].flatMap(({ nodes }) => nodes.flatMap(({ webhookId }) => webhookId ?? []));
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('an example', () => {
	it.each(files)('has no webhook ID, which every importer would share with everybody: %s', (file) => {
		const text = readFileSync(join(root, 'examples', file), 'utf8');
		expect(text).not.toContain('"webhookId"');
		expect(text).not.toMatch(/\/webhook\/[0-9a-f-]{36}/);
	});
});

describe('a template for the library of n8n', () => {
	it.each(files)('has a name, its credentials still to set up, and no tag or ID of whoever wrote it: %s', (file) => {
		const workflow = JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as Record<string, unknown>;
		expect(Object.keys(workflow)).toEqual(['name', 'nodes', 'connections', 'settings', 'pinData', 'meta', 'tags']);
		expect(workflow).toMatchObject({
			name: expect.stringMatching(/^Order Desk( Stores)?: \S.{5,70}$/),
			settings: { executionOrder: 'v1' },
			meta: { templateCredsSetupCompleted: false },
			tags: [],
		});
		for (const node of workflow['nodes'] as object[]) expect(node).not.toHaveProperty('credentials');
	});
});

describe('the notes of an example', () => {
	it.each(files)('say how to set it up, what happens, and the oldest n8n: %s', (file) => {
		const { nodes } = JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as Workflow;
		const notes = nodes
			.filter(({ type }) => type.endsWith('.stickyNote'))
			.map(({ parameters }) => (parameters as { content: string }).content);
		expect(notes).toHaveLength(2);
		expect(notes[0]).toMatch(/^## Set up\n1\. [^]*\n\nNeeds n8n \d\.\d+ or newer\.$/);
		expect(notes[1]).toMatch(/^## \w+/);
	});
});

describe('npm start', () => {
	it('gives the trigger of each example an address that nobody else has, and keeps it over restarts', async () => {
		await listening(async (url) => {
			const memory = memoryFile();
			const { n8n, sandbox, workflows, rules } = startedN8n(url);
			const first = await seed(n8n, sandbox, memory);
			const ids = webhookIds(workflows.values());
			expect(ids).toHaveLength(6);
			expect(new Set(ids).size).toBe(6);
			for (const id of ids) expect(id).toMatch(uuid);
			const urls = first.workflows.map(({ webhookUrl }) => webhookUrl).filter((address) => address !== '');
			expect(urls.sort()).toEqual(ids.map((id) => `${url}/webhook/${id}/webhook`).sort());
			expect([...rules.values()].every((address) => urls.includes(address))).toBe(true);

			expect(await seed(n8n, sandbox, memory)).toEqual(first);
			workflows.clear();
			await seed(n8n, sandbox, memory);
			expect(webhookIds(workflows.values()).sort()).toEqual(ids.sort());

			const elsewhere = startedN8n(url);
			await seed(elsewhere.n8n, elsewhere.sandbox, memoryFile());
			expect(webhookIds(elsewhere.workflows.values()).filter((id) => ids.includes(id))).toEqual([]);
		});
	});

	it('leaves a rule turned off that somebody has turned off', async () => {
		await listening(async (url) => {
			const [memory, { n8n }] = [memoryFile(), startedN8n(url)];
			const { store, url: sandboxUrl, close } = await startSandbox();
			try {
				await seed(n8n, new SandboxClient(sandboxUrl), memory);
				const [first, ...others] = store.rules.all();
				store.rules.change(first?.id ?? '', { enabled: false, url: 'http://127.0.0.1:1/elsewhere' });
				await seed(n8n, new SandboxClient(sandboxUrl), memory);
				expect(first).toMatchObject({ enabled: true, keep: true });
				expect(store.rules.all()).toEqual([{ ...first, enabled: false }, ...others]);
			} finally {
				await close();
			}
		});
	});

	it('publishes the examples that can work side by side, but not the one that waits for a chat model', async () => {
		await listening(async (url) => {
			const { n8n, sandbox } = startedN8n(url);
			const seeded = await seed(n8n, sandbox, memoryFile());
			const published = seeded.workflows.filter(({ active }) => active).map(({ file }) => file.split('-')[0]);
			expect(published.sort()).toEqual(['1', '2', '3', '4', '5', '7', '8']);
			expect(seeded.workflows).toHaveLength(files.filter((file) => dirname(file) === '.').length);
		});
	});

	it('puts the address of the notified trigger into the orders of that example', async () => {
		await listening(async (url) => {
			const { n8n, sandbox, workflows } = startedN8n(url);
			const seeded = await seed(n8n, sandbox, memoryFile());
			const notified = seeded.workflows.find(({ event }) => event === 'shipmentNotification');
			const text = JSON.stringify([...workflows.values()]);
			expect(text).toContain(`${notified?.webhookUrl}?secret=`);
			expect(text).not.toContain('YOUR-');
		});
	});
});
