import { settle } from '../../api/errors';
import type { Folder } from '../../api/store';
import type { Clock } from '../../api/types';

type Read = (signal: AbortSignal) => Promise<Folder[]>;

interface Lookup {
	startedAt: number;
	/** Undefined if Order Desk has not told. */
	folders: Promise<Folder[] | undefined>;
}

/** Order Desk waits 30 s for the answer to its post, and requests of other executions may go first. Milliseconds. */
const timeout = 3_000;
/** How long the folders are believed. Milliseconds. */
const maxAge = 10 * 60_000;
/** An unknown folder may be new, but a store that does not answer must not be asked with every post. Milliseconds. */
const minAge = 60_000;

/** The folders of stores, as this process last read them: one request in ten minutes. */
export class FolderNames {
	private readonly lookups = new Map<string, Lookup>();

	constructor(private readonly clock: Clock) {}

	/** The folders of a store, read again if one of `ids` is unknown. Undefined if that fails or takes too long. */
	async of(store: string, ids: string[], read: Read): Promise<Folder[] | undefined> {
		const known = this.lookups.get(store);
		const age = known ? this.clock.now() - known.startedAt : Infinity;
		const folders = await known?.folders;
		// Another post has asked meanwhile.
		if (this.lookups.get(store) !== known) return await this.of(store, ids, read);
		if (age < minAge) return folders;
		if (age < maxAge && folders && ids.every((id) => folders.some((folder) => folder.id === id))) return folders;
		const lookup = { startedAt: this.clock.now(), folders: this.readInTime(read).then((found) => found ?? folders) };
		this.lookups.set(store, lookup);
		return await lookup.folders;
	}

	private async readInTime(read: Read): Promise<Folder[] | undefined> {
		const stop = new AbortController();
		const late = this.clock.sleep(timeout).then(() => undefined);
		const found = await Promise.race([settle(read(stop.signal)), late]);
		stop.abort();
		return found?.ok ? found.value : undefined;
	}
}
