import { settle } from '../../api/errors';
import type { Folder } from '../../api/store';
import type { Clock } from '../../api/types';

type Read = (signal: AbortSignal) => Promise<Folder[]>;

/** What a post needs to know of the folders. */
interface Question {
	/** The folders the order is and was in. */
	ids: readonly string[];
	/** Whether these folders are enough to decide about the post, when they may have been renamed meanwhile. */
	isDecidedBy: (folders: readonly Folder[]) => boolean;
}

export interface KnownFolders {
	folders: readonly Folder[];
	/** False if the question would have needed to read them again, and that was not possible. */
	isCertain: boolean;
}

/** The folders of one store. */
interface StoreFolders {
	/** As last read. Empty before. */
	folders: readonly Folder[];
	/** When that read began; undefined before. Milliseconds. */
	readAt?: number;
	failedAt?: number;
	/** Folders of orders that a later read did not find, so that they must have been deleted. */
	readonly deleted: Set<string>;
	/** A read that is under way: whether it succeeds. */
	reading?: Promise<boolean> | undefined;
}

/** Order Desk waits 30 s for the answer to its post, and requests of other executions may go first. Milliseconds. */
const timeout = 3_000;
/** How long the names are believed. Milliseconds. */
const maxAge = 10 * 60_000;
/** A store that does not answer must not be asked with every post. Milliseconds. */
const retryDelay = 10_000;

/** The folders of stores, as last read: one request in ten minutes, unless a post needs a newer list. */
export class FolderNames {
	private readonly stores = new Map<string, StoreFolders>();

	constructor(private readonly clock: Clock) {}

	/** The folders of a store. They are read again if those known do not answer the question. */
	async of(store: string, question: Question, read: Read): Promise<KnownFolders> {
		const known = this.stores.get(store) ?? { folders: [], deleted: new Set() };
		this.stores.set(store, known);
		// It began before this post came, and may have missed the folder that the post is about.
		await known.reading;
		if (this.answers(known, question)) return { folders: known.folders, isCertain: true };
		if (this.age(known.failedAt) < retryDelay) return { folders: known.folders, isCertain: false };
		// Posts that have waited together share the next one.
		known.reading ??= this.update(known, read);
		const isCertain = await known.reading;
		if (isCertain) for (const id of question.ids) if (!includes(known.folders, id)) known.deleted.add(id);
		return { folders: known.folders, isCertain };
	}

	private answers({ folders, readAt, deleted }: StoreFolders, { ids, isDecidedBy }: Question): boolean {
		return (
			this.age(readAt) < maxAge && ids.every((id) => deleted.has(id) || includes(folders, id)) && isDecidedBy(folders)
		);
	}

	private age(moment = -Infinity): number {
		return this.clock.now() - moment;
	}

	/** Whether the folders could be read. */
	private async update(known: StoreFolders, read: Read): Promise<boolean> {
		const startedAt = this.clock.now();
		const folders = await this.readInTime(read);
		if (folders) Object.assign(known, { folders, readAt: startedAt });
		else known.failedAt = startedAt;
		known.reading = undefined;
		return folders !== undefined;
	}

	private async readInTime(read: Read): Promise<Folder[] | undefined> {
		const stop = new AbortController();
		const late = this.clock.sleep(timeout).then(() => undefined);
		const found = await Promise.race([settle(read(stop.signal)), late]);
		stop.abort();
		// A store always has folders: an answer without any cannot be trusted.
		return found?.ok && found.value.length > 0 ? found.value : undefined;
	}
}

const includes = (folders: readonly Folder[], id: string): boolean => folders.some((folder) => folder.id === id);
