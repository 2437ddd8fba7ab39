import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

interface Server {
	folder: string;
	pidFile: string;
	isTemporary: boolean;
}
interface Ledger {
	add(server: Server): void;
	clear(): Promise<void>;
}
const { Ledger } = jest.requireActual<{ Ledger: new (file: string) => Ledger }>(
	join(__dirname, '..', '..', 'scripts', 'queue', 'servers', 'ledger.cjs'),
);

describe('what a run in queue mode that was killed has left', () => {
	let root: string;
	const started: ChildProcess[] = [];

	/** A server with its data in `folder`, which works in `cwd`. */
	const startServer = (folder: string, cwd = folder): { server: Server; child: ChildProcess } => {
		mkdirSync(folder, { recursive: true });
		const child = spawn('sleep', ['600'], { cwd, stdio: 'ignore' });
		started.push(child);
		const pidFile = join(folder, 'server.pid');
		writeFileSync(pidFile, `${child.pid}\nmore\n`);
		return { child, server: { folder, pidFile, isTemporary: true } };
	};

	beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'ledger-'))));

	afterEach(() => {
		for (const child of started.splice(0)) child.kill('SIGKILL');
		rmSync(root, { recursive: true, force: true });
	});

	it('is ended, and its data are removed', async () => {
		const { server, child } = startServer(join(root, 'data'));
		new Ledger(join(root, 'servers.json')).add(server);
		const ended = once(child, 'exit');
		await new Ledger(join(root, 'servers.json')).clear();
		await ended;
		expect(existsSync(server.folder)).toBe(false);
		expect(existsSync(join(root, 'servers.json'))).toBe(false);
	});

	it('keeps data that are not temporary', async () => {
		const { server } = startServer(join(root, 'data'));
		const ledger = new Ledger(join(root, 'servers.json'));
		ledger.add({ ...server, isTemporary: false });
		await ledger.clear();
		expect(existsSync(server.folder)).toBe(true);
	});

	it('does not take another process with it, which has the same number by now', async () => {
		const { server, child } = startServer(join(root, 'data'), root);
		const ledger = new Ledger(join(root, 'servers.json'));
		ledger.add(server);
		await ledger.clear();
		expect(child.exitCode ?? child.signalCode).toBeNull();
		expect(existsSync(server.folder)).toBe(false);
	});

	it('is left alone while that run is under way, and the second one refused', async () => {
		const { server, child } = startServer(join(root, 'data'));
		const file = join(root, 'servers.json');
		writeFileSync(file, JSON.stringify({ owner: process.ppid, servers: [server] }));
		await expect(new Ledger(file).clear()).rejects.toThrow(`already running (process ${process.ppid})`);
		expect(child.exitCode ?? child.signalCode).toBeNull();
		expect(existsSync(server.folder)).toBe(true);
	});
});
