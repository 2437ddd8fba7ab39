import { PollContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IPollFunctions,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { Checks } from '../../../nodes/OrderDeskPollingTrigger/check';
import { WorkflowMemory } from '../../../nodes/shared/workflowMemory';
import { secrets } from '../secrets/search.cts';
import { CredentialsOf } from './credentialsOf.cts';
import type { StoreCredential, StoresCredential } from './credentialsOf.cts';
import { additionalDataOf, nodeOf, workflowOf } from './engine.cts';

export interface PollingTrigger {
	/** One check, as n8n makes it at its time: the items of the execution it starts, none when it starts none. */
	check(): Promise<IDataObject[]>;
	/** The button of the editor. */
	test(): Promise<IDataObject[] | null>;
	/** What n8n has in memory for the workflow between two checks, as it would save it. */
	stored(): IDataObject;
	/** What n8n has saved: it does so when the workflow is published, and whenever a check has started an execution. */
	saved(): IDataObject;
	/** n8n stops and starts again, with what it has saved. */
	restart(saved?: IDataObject, memory?: WorkflowMemory): void;
	/** The workflow is changed and published again, in the same process, with what n8n has saved. */
	publish(changes?: { name?: string; id?: string; timezone?: string; workflow?: string }): void;
	/** n8n makes the next check with these data, in the same process. */
	load(saved: IDataObject): void;
	timezone: string;
	readonly parameters: INodeParameters;
	/** The clock of n8n. Milliseconds since 1970. */
	now: number;
	/** What a check calls. */
	poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null>;
}

/** A wait that does not keep the tests from ending. */
const unheld = async (milliseconds: number): Promise<void> =>
	await new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());

/**
 * The polling trigger in n8n's own context for it, activated; `changes` make that of another version of n8n, and `wait`
 * is how a check waits for its end.
 */
export const pollingTrigger = (
	credential: StoreCredential | StoresCredential,
	parameters: INodeParameters,
	changes: object = {},
	wait = unheld,
): PollingTrigger => {
	const node = nodeOf('orderDeskPollingTrigger', parameters);
	let workflow: Workflow;
	let saved: IDataObject = {};
	let isPublishing = true;
	let name: string | undefined;
	const open = (data: IDataObject) => {
		isPublishing = true;
		workflow = workflowOf([node], {}, trigger.timezone, structuredClone(data));
		if (name !== undefined) workflow.name = name;
	};
	const process = (memory = new WorkflowMemory()) => {
		const checks = new Checks(() => trigger.now, memory, undefined, wait);
		return async (context: IPollFunctions) => await checks.run(context);
	};
	const additionalData: IWorkflowExecuteAdditionalData = additionalDataOf(new CredentialsOf(credential));
	const run = async (mode: 'trigger' | 'manual') => {
		const context = new PollContext(workflow, node, additionalData, mode, mode === 'manual' ? 'manual' : 'activate');
		Object.defineProperties(context, Object.getOwnPropertyDescriptors(changes));
		const polling = trigger.poll(context as unknown as IPollFunctions);
		const data = await secrets.lookAt('check', polling).finally(() => secrets.look('static data', workflow.staticData));
		return data && (data[0] ?? []).map(({ json }) => json);
	};
	const stored = () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	const trigger: PollingTrigger = {
		timezone: 'UTC',
		publish: ({ timezone = trigger.timezone, workflow: title, ...changes } = {}) => {
			trigger.timezone = timezone;
			name = title ?? name;
			Object.assign(node, changes);
			open(saved);
		},
		now: Date.UTC(2026, 0, 15, 12),
		poll: process(),
		get parameters() {
			return node.parameters;
		},
		check: async () => {
			const items = await run('trigger');
			if (items || isPublishing) saved = stored();
			isPublishing = false;
			return items ?? [];
		},
		test: async () => await run('manual'),
		stored,
		saved: () => saved,
		load: (data) => {
			open(data);
			isPublishing = false;
		},
		restart: (data = saved, memory) => {
			trigger.poll = process(memory);
			open(data);
		},
	};
	open({});
	return trigger;
};
