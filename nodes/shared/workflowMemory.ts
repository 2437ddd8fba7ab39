import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../api/types';

/*
 * n8n keeps the static data of a workflow as one JSON. Whoever writes it writes all of it, from a copy that was read
 * earlier, so that two triggers of one workflow put back each other's older state. Therefore what our triggers remember
 * stands together under one name of the workflow's global static data, and whoever writes there also writes the latest
 * state of the others that this process knows. The static data of a node would not do: n8n keeps it under the name of the
 * node, and it is lost when the node is renamed.
 */

/** Under this name in the global static data of a workflow. */
const name = 'orderDesk';

type Entries = Readonly<Record<string, unknown>>;

const entriesIn = (staticData: IDataObject): Entries => {
	const entries = staticData[name];
	return isObject(entries) ? entries : {};
};

/** What the triggers of each workflow remember. There is one per process. */
export class WorkflowMemory {
	private readonly latest = new Map<string, Entries>();

	/** The state that this process last remembered under `entry`. */
	remembered(workflowId: string, entry: string): unknown {
		return this.latest.get(workflowId)?.[entry];
	}

	/** The state that n8n has kept under `entry` in the global static data. */
	kept(staticData: IDataObject, entry: string): unknown {
		return entriesIn(staticData)[entry];
	}

	remember(workflowId: string, entry: string, state: unknown): void {
		this.latest.set(workflowId, { ...this.latest.get(workflowId), [entry]: state });
	}

	/** Puts the state, and what is remembered under all other entries, where n8n keeps it with its next write. */
	keep(workflowId: string, staticData: IDataObject, entry: string, state: unknown): void {
		const entries = { ...entriesIn(staticData), ...this.latest.get(workflowId), [entry]: state };
		staticData[name] = entries as IDataObject;
	}
}

export const workflowMemory = new WorkflowMemory();
