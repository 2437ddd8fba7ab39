import { isObject } from '../../../api/types';
import { OrderDeskApi } from '../../../credentials/OrderDeskApi.credentials';
import { OrderDeskStoresApi } from '../../../credentials/OrderDeskStoresApi.credentials';
import { OrderDesk } from '../../../nodes/OrderDesk/OrderDesk.node';
import { OrderDeskPollingTrigger } from '../../../nodes/OrderDeskPollingTrigger/OrderDeskPollingTrigger.node';
import { OrderDeskTrigger } from '../../../nodes/OrderDeskTrigger/OrderDeskTrigger.node';

const labelsOf = (value: unknown): string[] => {
	if (Array.isArray(value)) return value.flatMap(labelsOf);
	if (!isObject(value)) return [];
	const { displayName, name } = value as { displayName?: unknown; name?: unknown };
	const own = [displayName, name].filter((label) => typeof label === 'string');
	return [...own, ...Object.values(value).flatMap(labelsOf)];
};

/** Every label that our nodes and our credentials show. */
export const ownLabels = (): string[] => {
	const described = [new OrderDesk(), new OrderDeskTrigger(), new OrderDeskPollingTrigger()].map(
		({ description }) => description,
	);
	return [
		...labelsOf(described),
		...labelsOf(new OrderDeskApi()),
		...labelsOf(new OrderDeskStoresApi()),
		// As n8n calls them elsewhere.
		'Order Desk (Polling)',
		'Order Desk Tool',
	];
};

/** The labels of others that our guides speak of. */
export const foreignLabels = [
	// n8n's editor.
	'Add a description',
	'Batching',
	'Execute step',
	'Fetch Test Event',
	'If',
	'More from the community',
	'On Error',
	'Production URL',
	'Remove Duplicates',
	'Retry On Fail',
	'Settings',
	'Timezone',
	'Wait',
	'Workflow settings',
	// Order Desk's dashboard.
	'Folder Changed',
	'Folder is Changed',
	'Form Data',
	'Import Webhook',
	'Integration Settings',
	'Integromat',
	'Order is Imported',
	'Post Order JSON',
];
