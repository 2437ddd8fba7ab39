import { PollContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IPollFunctions,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Checks } from '../../../nodes/OrderDeskPollingTrigger/check';
import { secrets } from '../secrets/search.cts';
import { CredentialsOf } from './credentialsOf.cts';
import type { StoreCredential } from './credentialsOf.cts';
import { additionalDataOf, nodeOf, workflowOf } from './engine.cts';

export interface PollingTrigger {
	/** One check, as n8n makes it at its time: the items of the execution it starts, none when it starts none. */
	check(): Promise<IDataObject[]>;
	/** The button of the editor. */
	test(): Promise<IDataObject[] | null>;
	/** What n8n stores for the node between two checks, as it stores it. */
	stored(): IDataObject;
	/** n8n stops and starts again. */
	restart(stored?: IDataObject): void;
	parameters: INodeParameters;
	/** The clock of n8n. Milliseconds since 1970. */
	now: number;
	/** What a check calls. */
	poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null>;
}

/** The polling trigger in n8n's own context for it, activated; `changes` make that of another version of n8n. */
export const pollingTrigger = (
	credential: StoreCredential,
	parameters: INodeParameters,
	changes: object = {},
): PollingTrigger => {
	const node = nodeOf('orderDeskPollingTrigger', parameters);
	let workflow = workflowOf([node], {});
	const process = () => {
		const checks = new Checks(() => trigger.now);
		return async (context: IPollFunctions) => await checks.run(context);
	};
	const additionalData: IWorkflowExecuteAdditionalData = additionalDataOf(new CredentialsOf(credential));
	const run = async (mode: 'trigger' | 'manual') => {
		const context = new PollContext(workflow, node, additionalData, mode, mode === 'manual' ? 'manual' : 'activate');
		const polling = trigger.poll(Object.assign(context, changes) as unknown as IPollFunctions);
		const data = await secrets.lookAt('check', polling).finally(() => secrets.look('static data', workflow.staticData));
		return data && (data[0] ?? []).map(({ json }) => json);
	};
	const stored = () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
	const trigger: PollingTrigger = {
		now: Date.UTC(2026, 0, 15, 12),
		poll: process(),
		parameters: node.parameters,
		check: async () => (await run('trigger')) ?? [],
		test: async () => await run('manual'),
		stored,
		restart: (data = stored()) => {
			trigger.poll = process();
			workflow = workflowOf([node], {});
			Object.assign(workflow.staticData, data);
		},
	};
	return trigger;
};
