import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { triggerEvents } from './events';
import type { TriggerEvent } from './events';

/**
 * The exact clicks, shown where the user stands: Order Desk has no API to register a webhook with. The editor's notices
 * know lists, and no other markup.
 */
const clicks = ({ ruleEvent, advice }: TriggerEvent): string => {
	const steps = [
		"Open 'Webhook URLs' above and copy the 'Production URL'",
		"In Order Desk, open the 'Rule Builder' and add a rule",
		`Choose the event: ${ruleEvent}`,
		...(advice ? [advice] : []),
		"Choose the action 'Post Order JSON', and paste the URL",
		"Leave the request format at 'Form Data', and save the rule",
		'Publish this workflow (in older versions of n8n: activate it)',
	];
	return `Set up once in Order Desk:<ul>${steps.map((step) => `<li>${step}</li>`).join('')}</ul>`;
};

export const setupNotices: INodeProperties[] = triggerEvents.map((event) => ({
	displayName: clicks(event),
	name: `${event.value}Notice`,
	type: 'notice',
	default: '',
	displayOptions: { show: { event: [event.value] } },
}));

export const triggerPanel: NonNullable<INodeTypeDescription['triggerPanel']> = {
	header: 'Wait for an order from Order Desk',
	executionsHelp: {
		inactive:
			'<b>While building</b>, click the button above, put the <b>Test URL</b> into the rule in Order Desk, and run the rule for an order (or press "run" under <b>View Appointments</b>). The test URL takes one event.<br><br><b>For real</b>, put the <b>Production URL</b> into the rule and publish the workflow. Each order then starts an execution, which you find in the executions list.',
		active:
			'<b>While building</b>, click the button above, put the <b>Test URL</b> into the rule in Order Desk, and run the rule for an order.<br><br><b>For real</b>, the workflow is published: every order that Order Desk posts to the <b>Production URL</b> starts an execution, which you find in the executions list.',
	},
	activationHint: 'Publish the workflow, and the rule in Order Desk that posts to the Production URL starts it.',
};
