import { createStores, startAccount, type StartedAccount } from './account.cts';
import { systemClock } from './clock.cts';
import { readCommandLine, usage, type CommandLine } from './options.cts';
import { fileBeside, keepInFile, type Snapshot } from './snapshot.cts';

function greeting({ url, apiUrl, sandboxes }: StartedAccount, { quiet }: CommandLine): string {
	if (quiet) return `Sandbox store: ${url}\n`;
	const stores = sandboxes.map(({ store: { identity } }) => identity);
	const lines = stores.flatMap(({ storeId, apiKey, name, timezone }) =>
		stores.length === 1
			? [`  Store ID  ${storeId}`, `  API key   ${apiKey}`]
			: [`  Store ID  ${storeId}, API key ${apiKey} (${name}, ${timezone})`],
	);
	return [`Sandbox store: ${url}`, `  Base URL  ${apiUrl}`, ...lines, ''].join('\n');
}

function stopOnSignals(account: StartedAccount, snapshots: readonly Snapshot[]): void {
	const stop = (): void => {
		for (const snapshot of snapshots) snapshot.flush();
		void account.close().then(() => process.exit(0));
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
	const stores = createStores(options.stores, { ...options, clock, seed, demo: true });
	const fileOf = (place: number, storeId: string): string =>
		place === 0 ? options.data : fileBeside(options.data, storeId);
	const snapshots = options.data
		? stores.map((store, place) => keepInFile(store, fileOf(place, store.identity.storeId)))
		: [];
	const account = await startAccount(stores, { ...options, seed });
	stopOnSignals(account, snapshots);
	process.stdout.write(greeting(account, options));
}

main().catch((error: unknown) => {
	const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
	const message = error instanceof Error ? error.message : String(error);
	process.stderr.write(taken ? `The port is in use: ${message}. Choose another with --port.\n` : `${message}\n`);
	process.exitCode = 1;
});
