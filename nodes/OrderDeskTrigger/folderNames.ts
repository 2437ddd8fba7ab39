import { settle } from '../../api/errors';
import type { Folder } from '../../api/store';
import type { Clock } from '../../api/types';

type Read = (signal: AbortSignal) => Promise<Folder[]>;

interface Lookup {
	at: number;
	/** Undefined when Order Desk has not told. */
	folders: Promise<Folder[] | undefined>;
}

/** Milliseconds. Order Desk waits 30 s for the answer to its post, and the requests of other executions may be in front. */
const patience = 3_000;
const asIs = 10 * 60_000;
/** A folder that is not on the list may be a new one; and a store that does not answer is not asked with every post. */
const atLeast = 60_000;

/** The folders of stores, as this process last read them: 1 request in ten minutes. */
export class FolderNames {
	private readonly lookups = new Map<string, Lookup>();

	constructor(private readonly clock: Clock) {}

	/** The folders of a store, read again when one of `ids` is not among them. Undefined when that takes too long or fails. */
	async of(store: string, ids: string[], read: Read): Promise<Folder[] | undefined> {
		const known = this.lookups.get(store);
		const age = known ? this.clock.now() - known.at : Infinity;
		const folders = await known?.folders;
		// Another post has asked meanwhile.
		if (this.lookups.get(store) !== known) return await this.of(store, ids, read);
		if (age < atLeast) return folders;
		if (age < asIs && folders && ids.every((id) => folders.some((folder) => folder.id === id))) return folders;
		const lookup = { at: this.clock.now(), folders: this.within(patience, read).then((found) => found ?? folders) };
		this.lookups.set(store, lookup);
		return await lookup.folders;
	}

	private async within(milliseconds: number, read: Read): Promise<Folder[] | undefined> {
		const stop = new AbortController();
		const late = this.clock.sleep(milliseconds).then(() => undefined);
		const found = await Promise.race([settle(read(stop.signal)), late]);
		stop.abort();
		return found?.ok ? found.value : undefined;
	}
}
