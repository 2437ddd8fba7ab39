import type { INodeTypeDescription } from 'n8n-workflow';

/*
 * n8n would make these texts from the name of the node, and say that it checks 'Order Desk (Polling)' for events. Its
 * editor makes the links.
 */

const whileBuilding =
	"<b>While building your workflow</b>, click the 'fetch' button: the newest record shows up here as a sample.";
const executions = 'These executions show up in the <a data-key="executions">executions list</a>, but not here.';

export const triggerPanel: NonNullable<INodeTypeDescription['triggerPanel']> = {
	executionsHelp: {
		inactive: `${whileBuilding}<br><br><b>Once you are happy with your workflow</b>, publish it. Then n8n will regularly check Order Desk for new events, and execute this workflow if it finds any. ${executions}`,
		active: `${whileBuilding}<br><br><b>Your workflow also executes automatically</b>, since it is published: n8n will regularly check Order Desk for new events, and execute this workflow if it finds any. ${executions}`,
	},
	activationHint: {
		inactive:
			'Once you have finished building your workflow, publish it to have n8n regularly check Order Desk for new events.',
		active:
			'This node also triggers automatically on new events in Order Desk, but those executions do not show up here.',
	},
};
