import { settle } from '../../api/errors';
import type { Folder, Store } from '../../api/store';
import type { StoreQuestion } from '../../api/storeCache';
import type { Clock } from '../../api/types';
import type { StoreCaches } from '../connection/knownStore';

export interface KnownFolders {
	folders: readonly Folder[];
	/** False if the question would have needed to read them again, and that was not possible. */
	isCertain: boolean;
}

/** Order Desk waits 30 s for the answer to its post, and requests of other executions may go first. Milliseconds. */
const timeout = 3_000;
/** A store that does not answer must not be asked with every post. Milliseconds. */
const retryDelay = 10_000;

/** The folders of stores for posts, which cannot wait long for them. */
export class FolderNames {
	private readonly failedAt = new Map<string, number>();

	constructor(
		private readonly clock: Clock,
		private readonly stores: StoreCaches,
	) {}

	/** The folders of a store. They are read if those known do not answer the question. */
	async of(
		storeKey: string,
		question: StoreQuestion,
		read: (signal: AbortSignal) => Promise<Store>,
	): Promise<KnownFolders> {
		const store = this.stores.for(storeKey);
		if (store.answers(question)) return { folders: store.folders, isCertain: true };
		const now = this.clock.now();
		if (now - (this.failedAt.get(storeKey) ?? -Infinity) < retryDelay) {
			return { folders: store.folders, isCertain: false };
		}
		const stop = new AbortController();
		const late = this.clock.sleep(timeout).then(() => undefined);
		const found = await Promise.race([settle(store.answer(question, async () => await read(stop.signal))), late]);
		stop.abort();
		if (!found) store.abandonRead();
		if (found?.ok && found.value.folders.length > 0) return { folders: found.value.folders, isCertain: true };
		this.failedAt.set(storeKey, now);
		return { folders: store.folders, isCertain: false };
	}
}
