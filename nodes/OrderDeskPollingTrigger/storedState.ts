import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { isObject } from '../../api/types';
import type { WorkflowMemory } from '../shared/workflowMemory';

/*
 * n8n keeps the data of a node under its name, so a node that is renamed would start with nothing. The state is
 * therefore kept in the data of the workflow, under the id of the node, and the data of the node only refer to it. n8n
 * saves both together, whenever the trigger has started an execution.
 *
 * With durable cursors, n8n itself keeps the data of a node under its id, and commits them together with the execution,
 * which it does not do for the data of the workflow. There the state stays in the data of the node.
 */

/** The key of the polling triggers' states in the global static data of a workflow. */
const dataKey = 'orderDeskPolling';

interface Entry {
	/** By the clock of n8n. Milliseconds since 1970. */
	checkedAt: number;
	state: unknown;
}

/** An entry that was not checked for this long, while another trigger of the workflow was, is of a deleted node. */
const maxIdleTime = 30 * 86_400_000;

const entriesIn = (data: IDataObject): Record<string, Entry> =>
	isObject(data[dataKey]) ? (data[dataKey] as unknown as Record<string, Entry>) : {};

/** In the data of the node, for the entry in those of the workflow. */
interface Reference {
	node: string;
}

const isReference = (poll: unknown): boolean => isObject(poll) && 'node' in poll;

export class StoredState {
	private readonly ofNode: IDataObject;

	private readonly nodeId: string;

	constructor(private readonly context: Pick<IPollFunctions, 'getNode' | 'getWorkflow' | 'getWorkflowStaticData'>) {
		this.ofNode = context.getWorkflowStaticData('node');
		this.nodeId = context.getNode().id;
	}

	/**
	 * Whether n8n saves the state together with the workflow, and only when the trigger starts an execution. n8n marks
	 * such data; a durable cursor, which it saves after each check, is a plain copy.
	 */
	get isSavedWithWorkflow(): boolean {
		return '__dataChanged' in this.ofNode;
	}

	/** What was written last, as it was stored; undefined if nothing was. */
	read(): unknown {
		const { poll } = this.ofNode;
		if (poll === undefined ? !this.isSavedWithWorkflow : !isReference(poll)) return poll;
		return entriesIn(this.context.getWorkflowStaticData('global'))[this.nodeId]?.state;
	}

	/**
	 * @param now the clock of n8n, in milliseconds
	 * @param memory of this process, since other triggers of the workflow write the same data
	 */
	write(state: object, now: number, memory: WorkflowMemory): void {
		if (!this.isSavedWithWorkflow) {
			this.ofNode['poll'] = state;
			return;
		}
		const workflowId = String(this.context.getWorkflow().id);
		const ofWorkflow = this.context.getWorkflowStaticData('global');
		const entries = entriesIn(ofWorkflow);
		const before = entries[this.nodeId]?.checkedAt ?? 0;
		const alive = Object.entries(entries).filter(([, { checkedAt }]) => checkedAt >= before - maxIdleTime);
		const next = { ...Object.fromEntries(alive), [this.nodeId]: { checkedAt: now, state } } as IDataObject;
		memory.remember(workflowId, dataKey, next);
		memory.keep(workflowId, ofWorkflow, dataKey, next);
		this.ofNode['poll'] = { node: this.nodeId } satisfies Reference;
	}
}
