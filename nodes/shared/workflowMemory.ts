import type { IDataObject } from 'n8n-workflow';

/*
 * n8n keeps the static data of a workflow as one JSON. Whoever writes it writes all of it, from a copy that was read
 * earlier, so that two triggers of one workflow put back each other's older state. Therefore our triggers keep their
 * states in the global static data of the workflow, and whoever writes there also writes the latest state of the others
 * that this process knows. The static data of a node would not do: n8n keeps it under the name of the node, so that it
 * is lost when the node is renamed.
 */

/** The latest states that the triggers of each workflow have left, by name in the static data. One per process. */
export class WorkflowMemory {
	private readonly latest = new Map<string, IDataObject>();

	/** The state that this process last remembered under this name. */
	remembered(workflowId: string, name: string): unknown {
		return this.latest.get(workflowId)?.[name];
	}

	remember(workflowId: string, name: string, state: IDataObject): void {
		this.latest.set(workflowId, { ...this.latest.get(workflowId), [name]: state });
	}

	/** Puts a state into the global static data, and beside it what is remembered under all other names. */
	keep(workflowId: string, staticData: IDataObject, name: string, state: IDataObject): void {
		Object.assign(staticData, this.latest.get(workflowId), { [name]: state });
	}
}

export const workflowMemory = new WorkflowMemory();
