import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { triggerEvents } from './events';
import type { TriggerEvent } from './events';

/** The exact clicks, shown where the user stands. Order Desk has no way to register a webhook through its API. */
const clicks = ({ ruleEvent, advice }: TriggerEvent): string =>
	[
		'<b>Set up once in Order Desk</b>',
		'1. Copy the <b>Production URL</b> above.',
		'2. In Order Desk, open <b>Tools > Rule Builder</b> and click <b>Add New Rule</b>.',
		`3. As event, choose <b>${ruleEvent}</b>.`,
		'4. As action, choose <b>Post Order JSON</b>, and paste the URL.',
		'5. Leave <b>Request Format</b> at <b>Form Data</b>, and save the rule.',
		'6. Activate this workflow.',
		...(advice ? [advice] : []),
	].join('<br>');

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
			'<b>While building</b>, click "Listen for test event", put the <b>Test URL</b> into the rule in Order Desk, and run the rule for an order (or press "run" under <b>Tools > View Appointments</b>). The test URL takes one event.<br><br><b>For real</b>, put the <b>Production URL</b> into the rule and activate the workflow. Each order then starts an execution, which you find in the executions list.',
		active:
			'<b>While building</b>, click "Listen for test event", put the <b>Test URL</b> into the rule in Order Desk, and run the rule for an order.<br><br><b>For real</b>, the workflow is active: every order that Order Desk posts to the <b>Production URL</b> starts an execution, which you find in the executions list.',
	},
	activationHint:
		'Activate the workflow, and the rule in Order Desk that posts to the Production URL will start it without further ado.',
};
