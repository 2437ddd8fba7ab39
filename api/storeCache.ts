import { isOrderDeskError, settle } from './errors';
import type { Settled } from './errors';
import type { Folder, Store } from './store';
import type { Clock } from './types';

/** How long settings and folders are believed. Milliseconds. */
const maxAge = 60_000;

/** What somebody has to know of a store. */
export interface StoreQuestion {
	/** The folders to name. */
	folderIds?: readonly string[];
	/** Whether these folders are enough to know, though some may have been renamed or made since they were read. */
	isAnsweredBy?(folders: readonly Folder[]): boolean;
	/** A store that was read at this moment or later answers whatever it holds. Milliseconds since 1970. */
	readSince?: number;
}

/** Settings and folders of one store, read once for all who need them within a minute. */
export class StoreCache {
	private known?: { store: Store; readAt: number };

	/** A read that is under way. */
	private reading?: Promise<Settled<Store>> | undefined;

	/** Folders that a later read did not find, so that they must have been deleted. */
	private readonly deleted = new Set<string>();

	constructor(private readonly clock: Pick<Clock, 'now'>) {}

	/** The folders as last read. Empty before. */
	get folders(): readonly Folder[] {
		return this.known?.store.folders ?? [];
	}

	/** Whether the question needs no request. */
	answers(question: StoreQuestion): boolean {
		return this.knownAnswer(question) !== undefined;
	}

	/** The store, read again if what is known does not answer the question. Throws what `read` throws. */
	async answer(question: StoreQuestion, read: () => Promise<Store>): Promise<Store> {
		const known = this.knownAnswer(question);
		if (known) return known;
		// It began before this question, and may have missed a folder that was made since.
		await this.reading;
		const justRead = this.knownAnswer(question);
		if (justRead) return justRead;
		const isOwn = this.reading === undefined;
		// Questions that have waited together share the next read.
		this.reading ??= this.begin(read);
		const done = await this.reading;
		if (done.ok) {
			this.noteDeleted(question, done.value);
			return done.value;
		}
		// That another execution was cancelled says nothing of the store.
		if (!isOwn && isOrderDeskError(done.error, 'cancelled')) return await this.answer(question, read);
		throw done.error;
	}

	/** The store as it is now. */
	async refresh(read: () => Promise<Store>): Promise<Store> {
		return await this.answer({ isAnsweredBy: () => false }, read);
	}

	/** Lets nobody wait any longer for a read that is under way. */
	abandonRead(): void {
		this.reading = undefined;
	}

	private knownAnswer({ folderIds = [], isAnsweredBy, readSince = Infinity }: StoreQuestion): Store | undefined {
		if (!this.known) return undefined;
		const { store, readAt } = this.known;
		const age = this.clock.now() - readAt;
		const isNew = age >= 0 && age < maxAge;
		const isEnough = folderIds.every((id) => this.isKnown(id)) && isAnsweredBy?.(store.folders) !== false;
		return readAt >= readSince || (isNew && isEnough) ? store : undefined;
	}

	private isKnown(folderId: string): boolean {
		return this.deleted.has(folderId) || this.folders.some(({ id }) => id === folderId);
	}

	private begin(read: () => Promise<Store>): Promise<Settled<Store>> {
		const readAt = this.clock.now();
		const reading = settle(read()).then((done) => {
			if (this.reading === reading) this.reading = undefined;
			// A store always has folders: an answer without any is not believed.
			if (done.ok && done.value.folders.length > 0 && readAt >= (this.known?.readAt ?? readAt)) {
				this.known = { store: done.value, readAt };
			}
			return done;
		});
		return reading;
	}

	private noteDeleted({ folderIds = [] }: StoreQuestion, { folders }: Store): void {
		if (folders.length === 0) return;
		for (const wanted of folderIds) if (!folders.some(({ id }) => id === wanted)) this.deleted.add(wanted);
	}
}
