import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { forSeveralStores } from '../connection/authentication';
import { shipmentNotification, triggerEvents } from './events';
import type { TriggerEvent } from './events';

/*
 * The exact clicks, shown in the editor: Order Desk has no API to register a webhook with. The editor's notices show
 * links and lists, and no other markup.
 */

const list = (steps: string[]): string => `<ul>${steps.map((step) => `<li>${step}</li>`).join('')}</ul>`;

const publish = 'Publish this workflow (in older versions of n8n: activate it)';

const anyOrders = "Only some orders? Add a filter there, or under 'Filters' below: by folder, source or country";

const ruleSteps = (ruleEvent: string, advice = anyOrders): string[] => [
	"To try it, open 'Webhook URLs' above and copy the 'Test URL'",
	"In Order Desk, open the 'Rule Builder' and add a rule",
	`Choose the event: ${ruleEvent}`,
	advice,
	"Choose the action 'Post Order JSON', and paste the URL",
	"Leave the request format at 'Form Data', and save the rule",
	"Click 'Execute step' here, and let an order come in that the rule is for: the next nodes then have its fields to work with",
	`To go live, put the 'Production URL' into the rule instead. ${publish}`,
];

const notificationSteps = [
	"Open 'Webhook URLs' above and copy the 'Production URL'",
	"Add '?secret=' and the secret entered above, such as: .../webhook?secret=9fQ2...",
	"Put that URL into the metadata of the orders, under the key 'ship_notify_url': in the Order Desk node, use 'Shipment Notification URL' of 'Order > Create', or 'Order Metadata' of 'Order > Update'. The shop that sends the orders can set it, too",
	publish,
];

const clicks = ({ ruleEvent, advice }: TriggerEvent): string =>
	`Set up once in Order Desk:${list(ruleEvent ? ruleSteps(ruleEvent, advice) : notificationSteps)}`;

const severalSteps = [
	'Do the same in every store, with the same URL: the trigger tells them apart by the store ID of the post and the key it is signed with',
	"A store that is made under 'Account > Create New Store' with 'Duplicate Store' has the rules of the other one already: add it to the credential",
];

const severalNotificationSteps = [
	"Add the ID of the store whose orders get the URL, too, such as: .../webhook?secret=9fQ2...&store_id=12345. In the Order Desk node, it is the field 'store_id' of each item",
];

const severalNotice = (name: string, steps: string[], events: string[]): INodeProperties => ({
	displayName: `For several stores:${list(steps)}`,
	name,
	type: 'notice',
	default: '',
	displayOptions: { show: { event: events, ...forSeveralStores.show } },
});

export const setupNotices: INodeProperties[] = [
	...triggerEvents.map(
		(event): INodeProperties => ({
			displayName: clicks(event),
			name: `${event.value}Notice`,
			type: 'notice',
			default: '',
			displayOptions: { show: { event: [event.value] } },
		}),
	),
	severalNotice(
		'severalStoresNotice',
		severalSteps,
		triggerEvents.filter(({ ruleEvent }) => ruleEvent).map(({ value }) => value),
	),
	severalNotice('severalStoresNotificationNotice', severalNotificationSteps, [shipmentNotification]),
];

const whileBuilding =
	'<b>While building</b>, click the button above, put the <b>Test URL</b> into the rule in Order Desk, and run the rule for an order (or press "run" under <b>View Appointments</b>). The test URL listens for two minutes and takes one event.';
const noEventYet =
	'<b>No event yet?</b> Click "set mock data" in the output and paste the <a href="https://github.com/n8n-nodes-order-desk/n8n-nodes-order-desk/blob/main/docs/webhooks.md#a-sample-order" target="_blank">sample order</a>.';

export const triggerPanel: NonNullable<INodeTypeDescription['triggerPanel']> = {
	header: 'Wait for an order from Order Desk',
	executionsHelp: {
		inactive: `${whileBuilding}<br><br>${noEventYet}<br><br><b>To go live</b>, put the <b>Production URL</b> into the rule and publish the workflow. Each order then starts an execution, which you find in the executions list.`,
		active: `${whileBuilding}<br><br>${noEventYet}<br><br><b>Live</b>: the workflow is published, and every order that Order Desk posts to the <b>Production URL</b> starts an execution, which you find in the executions list.`,
	},
	activationHint: 'Publish the workflow, and the rule in Order Desk that posts to the Production URL starts it.',
};
