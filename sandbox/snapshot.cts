import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import type { SandboxStore } from './store/store.cts';

const DEBOUNCE = 500;

export interface Snapshot {
	/** Writes at once what has not been written yet. */
	flush(): void;
}

function readSnapshot(file: string): Parameters<SandboxStore['restore']>[0] {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Parameters<SandboxStore['restore']>[0];
	} catch {
		throw new Error(`${file} holds no state of a sandbox store. Remove it, or name another with --data.`);
	}
}

/** The file of another store of the account: `data/store.json` and `12` give `data/store-12.json`. */
export function fileBeside(file: string, storeId: string): string {
	const { dir, name, ext } = parse(file);
	return join(dir, `${name}-${storeId}${ext}`);
}

/** Loads the store from a file, and writes it back shortly after each change. */
export function keepInFile(store: SandboxStore, file: string): Snapshot {
	if (existsSync(file)) {
		store.restore(readSnapshot(file));
	} else {
		mkdirSync(dirname(file), { recursive: true });
	}
	let cancel: (() => void) | undefined;
	const flush = (): void => {
		if (!cancel) return;
		cancel();
		cancel = undefined;
		// Written beside and renamed, so that a stop in between leaves the old file whole.
		writeFileSync(`${file}.new`, JSON.stringify(store.snapshot()));
		renameSync(`${file}.new`, file);
	};
	store.onChange(() => {
		cancel ??= store.clock.after(DEBOUNCE, flush);
	});
	return { flush };
}
