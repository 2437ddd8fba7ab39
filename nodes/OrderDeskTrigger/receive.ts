import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { settle } from '../../api/errors';
import { getStore } from '../../api/store';
import type { Folder } from '../../api/store';
import type { Clock, Json } from '../../api/types';
import { readPush } from '../../api/webhook/readPost';
import type { Pushed } from '../../api/webhook/readPost';
import { eventKey } from '../../api/webhook/seenPosts';
import { connect } from '../connection/connect';
import { shapeOf } from '../shared/output';
import { shipmentNotification } from './events';
import { nameFolders, unwantedFolder, unwantedSource } from './filters';
import type { Whereabouts } from './filters';
import { FolderNames } from './folderNames';
import { orderItem, unusableItem } from './item';
import { secretProof, signedProof } from './proof';
import { answer, bodyOf } from './request';
import { Turns } from './turns';

/** A genuine post, on its way through the trigger. */
interface Post {
	context: IWebhookFunctions;
	credential: ICredentialDataDecryptedObject;
	event: string;
	filters: IDataObject;
	options: IDataObject;
	bytes: Buffer;
}

type Refusal = { refused: IWebhookResponseData };

const idOf = (value: Json | undefined): string => String(value ?? '');

/** Takes what Order Desk posts: one for the process, since it remembers. */
export class Receiver {
	private readonly turns: Turns;

	private readonly folderNames: FolderNames;

	constructor(private readonly clock: Clock) {
		this.turns = new Turns(clock);
		this.folderNames = new FolderNames(clock);
	}

	/**
	 * Answers exactly 200 when the post was taken, was filtered out or can never be used, since Order Desk repeats
	 * everything else; 401 when it is not from this store; 503 when it cannot be taken right now.
	 */
	async receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
		const taken = await settle(this.take(context));
		if (taken.ok) return taken.value;
		// Thrown on, it would be recorded as an execution that failed, and answered with what went wrong.
		context.logger.warn(`A post of Order Desk was not taken: ${String(taken.error)}`);
		return answer(context, 503, 'Not possible right now');
	}

	private async take(context: IWebhookFunctions): Promise<IWebhookResponseData> {
		const credential = await settle(context.getCredentials('orderDeskApi'));
		if (!credential.ok) return answer(context, 503, 'The credential of this workflow cannot be read');
		const event = String(context.getNodeParameter('event'));
		const options = context.getNodeParameter('options', {}) as IDataObject;
		const body = bodyOf(context);
		const proof =
			event === shipmentNotification
				? secretProof(context, body, String(context.getNodeParameter('secret', '')))
				: signedProof(context, body, credential.value, options);
		if (!proof.ok) return answer(context, proof.status, proof.why);

		const filters = context.getNodeParameter('filters', {}) as IDataObject;
		const post: Post = { context, credential: credential.value, event, filters, options, bytes: proof.bytes };
		const reading = readPush(proof.bytes);
		if (!reading.ok) return await this.unusable(post, reading.reason);
		if (event === shipmentNotification && !reading.pushed.shipment)
			return await this.unusable(post, 'The notification has no shipment');
		return await this.order(post, reading.pushed);
	}

	private async order(post: Post, pushed: Pushed): Promise<IWebhookResponseData> {
		const { context, event, filters } = post;
		const source = unwantedSource(filters, pushed.order);
		if (source) return answer(context, 200, `Filtered out: ${source}`);
		const where = await this.whereabouts(post, pushed);
		if ('refused' in where) return where.refused;
		const folder = unwantedFolder(filters, event, where);
		if (folder) return answer(context, 200, `Filtered out: ${folder}`);

		const mode = context.getNodeParameter('output', 'full');
		const shape = shapeOf(mode, mode === 'selected' ? context.getNodeParameter('outputFields', []) : []);
		return await this.emit(post, (arrival) => orderItem(pushed, where, arrival, shape));
	}

	private async unusable(post: Post, reason: string): Promise<IWebhookResponseData> {
		if (!post.options.emitUnusable) return answer(post.context, 200, `Dropped: this is not an order. ${reason}.`);
		return await this.emit(post, (arrival) => unusableItem(post.bytes, reason, arrival));
	}

	/** The folders of an order, with their names where Order Desk tells them in time. */
	private async whereabouts(
		{ context, credential, event, filters }: Post,
		{ order }: Pushed,
	): Promise<Whereabouts | Refusal> {
		const [current, previous] = [idOf(order['folder_id']), idOf(order['previous_folder_id'])];
		const ids = [current, previous].filter((id) => id !== '');
		const store = `${String(credential.baseUrl)} ${String(credential.storeId)}`;
		const folders =
			ids.length === 0
				? []
				: await this.folderNames.of(
						store,
						ids,
						async (signal) => (await getStore(await connect(context, signal))).folders,
					);
		if (!folders && nameFolders(filters, event))
			return { refused: answer(context, 503, 'Order Desk does not tell the names of its folders right now') };
		const named = (id: string): Folder => ({ id, name: folders?.find((folder) => folder.id === id)?.name ?? '' });
		return { current: named(current), ...(previous !== '' && { previous: named(previous) }) };
	}

	/** Starts the workflow, unless the post was taken before. */
	private async emit(
		{ context, event, options, bytes }: Post,
		item: (arrival: Parameters<typeof unusableItem>[2]) => IDataObject,
	): Promise<IWebhookResponseData> {
		const trigger = `${context.getWorkflow().id} ${context.getNode().id}`;
		const arrival = {
			event,
			event_key: eventKey(trigger, bytes),
			received_at: new Date(this.clock.now()).toISOString(),
		};
		const emitting = (repeated: boolean): IWebhookResponseData => ({
			workflowData: [[{ json: item({ ...arrival, ...(options.emitRepeats === true && { repeated }) }) }]],
			webhookResponse: 'Taken',
		});
		// Whoever builds the workflow posts the same order again and again, and n8n keeps nothing of such a run.
		if (context.getMode() === 'manual') return emitting(false);
		if (this.turns.isFull(trigger)) return answer(context, 503, 'Too many posts are waiting');
		const taken = await this.turns.take({
			trigger,
			key: arrival.event_key,
			kept: context.getWorkflowStaticData('node'),
			response: context.getResponseObject(),
			result: (repeated) =>
				repeated && !options.emitRepeats ? answer(context, 200, 'Taken before') : emitting(repeated),
		});
		return taken ?? { noWebhookResponse: true };
	}
}
