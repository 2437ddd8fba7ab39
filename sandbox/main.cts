import { systemClock } from './clock.cts';
import { readCommandLine, usage, type CommandLine } from './options.cts';
import { startSandbox, type StartedSandbox } from './sandbox.cts';
import { keepInFile, type Snapshot } from './snapshot.cts';
import { createStore } from './store/store.cts';

function greeting({ url, apiUrl }: StartedSandbox, { storeId, apiKey, quiet }: CommandLine): string {
	if (quiet) return `Sandbox store: ${url}\n`;
	return `Sandbox store: ${url}\n  Base URL  ${apiUrl}\n  Store ID  ${storeId}\n  API key   ${apiKey}\n`;
}

function stopOnSignals(sandbox: StartedSandbox, snapshot: Snapshot | undefined): void {
	const stop = (): void => {
		snapshot?.flush();
		void sandbox.close().then(() => process.exit(0));
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

async function main(): Promise<void> {
	const options = readCommandLine(process.argv.slice(2));
	if (options.help) {
		process.stdout.write(usage);
		return;
	}
	const clock = systemClock();
	const seed = clock.now() >>> 0;
	const store = createStore({ ...options, clock, seed, demo: true });
	const snapshot = options.data ? keepInFile(store, options.data) : undefined;
	const sandbox = await startSandbox({ ...options, store, seed });
	stopOnSignals(sandbox, snapshot);
	process.stdout.write(greeting(sandbox, options));
}

main().catch((error: unknown) => {
	const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(taken ? `The port is in use: ${message}. Choose another with --port.\n` : `${message}\n`);
	process.exitCode = 1;
});
