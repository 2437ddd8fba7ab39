import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { settle } from '../../api/errors';
import { getStore } from '../../api/store';
import type { Folder } from '../../api/store';
import { StoreCache } from '../../api/storeCache';
import type { Clock } from '../../api/types';
import { readPost } from '../../api/webhook/readPost';
import type { PostedOrder } from '../../api/webhook/readPost';
import { eventKey } from '../../api/webhook/seenPosts';
import type { StoreCaches } from '../connection/knownStore';
import { PerStore } from '../connection/perStore';
import { storesOf } from '../connection/stores';
import type { NodeStore } from '../connection/stores';
import { readShape } from '../shared/output';
import { triggerParameters } from '../shared/parameters';
import type { WorkflowMemory } from '../shared/workflowMemory';
import { shipmentNotification } from './events';
import { folderIdIn, isFolderUnreadable, missingFolders, readFilters, unwantedFolder, unwantedOrder } from './filters';
import { readOptions } from './properties';
import type { OrderFolders } from './filters';
import { FolderNames } from './folderNames';
import { PostQueue } from './postQueue';
import { bodyOf, respond } from './request';
import { triggerItem, triggerRecord, unusableItem } from './triggerItem';
import type { PostDetails } from './triggerItem';
import { unsignable, verifySecret, verifySignature } from './verifyPost';

/** A genuine post, with what the trigger is set to do with it. */
interface Post {
	context: IWebhookFunctions;
	store: NodeStore;
	event: string;
	filters: IDataObject;
	options: IDataObject;
	bytes: Buffer;
}

/** Receives the posts of Order Desk. There is one per process, since it remembers posts and folders. */
export class Receiver {
	private readonly queue: PostQueue;

	private readonly folderNames: FolderNames;

	constructor(
		private readonly clock: Clock,
		memory: WorkflowMemory,
		stores: StoreCaches = new PerStore(() => new StoreCache(clock)),
	) {
		this.queue = new PostQueue(clock, memory);
		this.folderNames = new FolderNames(clock, stores);
	}

	/**
	 * Answers 200 if the post was accepted, was filtered out or can never be used, since 200 is the one code that all
	 * sources count as received: what is answered with another, Order Desk may repeat. 401 if it is not from this store;
	 * 503 if it cannot be accepted right now.
	 */
	async receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
		const received = await settle(this.verify(context));
		if (received.ok) return received.value;
		// If this were thrown, n8n would record a failed execution and answer with the message of the error.
		context.logger.warn(`A post of Order Desk was not accepted: ${String(received.error)}`);
		return respond(context, 503, 'Not possible right now');
	}

	private async verify(context: IWebhookFunctions): Promise<IWebhookResponseData> {
		const event = String(context.getNodeParameter('event'));
		const parameters = triggerParameters(context);
		const options = readOptions(parameters);
		const refused = event === shipmentNotification ? undefined : unsignable(context, options);
		if (refused) return respond(context, refused.status, refused.reason);

		const stores = await settle(storesOf(context));
		if (!stores.ok) return respond(context, 503, 'The credential of this workflow cannot be read');
		const body = bodyOf(context);
		const verified =
			event === shipmentNotification
				? verifySecret(context, body, stores.value, String(context.getNodeParameter('secret', '')))
				: verifySignature(context, body, stores.value, options);
		if (!verified.ok) return respond(context, verified.status, verified.reason);

		const filters = readFilters(parameters);
		return await this.read({ context, store: verified.store, event, filters, options, bytes: verified.bytes });
	}

	private async read(post: Post): Promise<IWebhookResponseData> {
		const reading = readPost(post.bytes);
		if (!reading.ok) return await this.emitUnusable(post, reading.reason);
		if (post.event === shipmentNotification && !reading.posted.shipment)
			return await this.emitUnusable(post, 'The notification has no shipment');
		return await this.filter(post, reading.posted);
	}

	private async emitUnusable(post: Post, reason: string): Promise<IWebhookResponseData> {
		if (!post.options.emitUnusable) return respond(post.context, 200, `Dropped: this is not an order. ${reason}.`);
		return await this.emit(post, (details) => unusableItem(post.bytes, reason, details));
	}

	private async filter(post: Post, posted: PostedOrder): Promise<IWebhookResponseData> {
		const { context, event, filters } = post;
		const reason = unwantedOrder(filters, posted.order);
		if (reason) return respond(context, 200, `Filtered out: ${reason}`);
		if (isFolderUnreadable(filters, event, posted.order))
			return await this.emitUnusable(post, 'Its folder cannot be read, and a filter asks for it');
		const { folders, isCertain, missing } = await this.foldersOf(post, posted);
		const rejection = unwantedFolder(filters, event, folders);
		if (rejection?.dependsOnNames && !isCertain)
			return respond(context, 503, 'Order Desk does not tell the names of its folders right now');
		if (rejection) {
			// Another store may have such a folder. But who has mistyped its name would wait for orders in vain.
			const noSuchFolder = missing.map((name) => `. The store has no folder '${name}'`).join('');
			return respond(context, 200, `Filtered out: ${rejection.reason}${noSuchFolder}`);
		}

		const shape = readShape(triggerParameters(context), triggerRecord);
		return await this.emit(post, (details) => triggerItem(posted, folders, details, shape));
	}

	/**
	 * The folders of an order, named if Order Desk tells the names in time; whether a filter may rely on them; and which
	 * folders it wants that the store does not have.
	 */
	private async foldersOf(
		{ context, store, event, filters }: Post,
		{ order }: PostedOrder,
	): Promise<{ folders: OrderFolders; isCertain: boolean; missing: string[] }> {
		const [current, previous] = [folderIdIn(order, 'folder_id'), folderIdIn(order, 'previous_folder_id')];
		const named = (known: readonly Folder[]): OrderFolders => {
			const folderOf = (id: string) => ({ id, name: known.find((folder) => folder.id === id)?.name ?? '' });
			return { current: folderOf(current), ...(previous !== '' && { previous: folderOf(previous) }) };
		};
		const ids = [current, previous].filter((id) => id !== '');
		if (ids.length === 0) return { folders: named([]), isCertain: true, missing: [] };
		const isAnsweredBy = (known: readonly Folder[]): boolean =>
			!unwantedFolder(filters, event, named(known)) || missingFolders(filters, event, known).length === 0;
		const { folders, isCertain } = await this.folderNames.of(
			store.key,
			{ folderIds: ids, isAnsweredBy },
			async (signal) => await getStore(store.connect(context, signal)),
		);
		return { folders: named(folders), isCertain, missing: isCertain ? missingFolders(filters, event, folders) : [] };
	}

	/** Starts the workflow, unless the post was accepted before. */
	private async emit(
		{ context, store, event, options, bytes }: Post,
		item: (details: PostDetails) => IDataObject,
	): Promise<IWebhookResponseData> {
		const workflowId = String(context.getWorkflow().id);
		// By its ID, since its name may change.
		const trigger = [workflowId, context.getNode().id, ...(store.details ? [store.details.store_id] : [])].join(' ');
		const details: PostDetails = {
			...store.details,
			event,
			event_key: eventKey(trigger, bytes),
			received_at: new Date(this.clock.now()).toISOString(),
		};
		const emitting = (repeated: boolean): IWebhookResponseData => ({
			workflowData: [[{ json: item({ ...details, ...(options.emitRepeats === true && { repeated }) }) }]],
			webhookResponse: 'Accepted',
		});
		// Whoever builds the workflow posts one order again and again, and n8n keeps no static data of a test run.
		if (context.getMode() === 'manual') return emitting(false);
		if (this.queue.isFull(workflowId)) return respond(context, 503, 'Too many posts are waiting');
		const accepted = await this.queue.enqueue({
			workflowId,
			key: details.event_key,
			staticData: context.getWorkflowStaticData('global'),
			response: context.getResponseObject(),
			result: (repeated) =>
				repeated && !options.emitRepeats ? respond(context, 200, 'Accepted before') : emitting(repeated),
		});
		return accepted ?? { noWebhookResponse: true };
	}
}
