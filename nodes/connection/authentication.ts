import type { FunctionsBase, ICredentialsDisplayOptions, INodeProperties } from 'n8n-workflow';

/** The types of credentials: of one store, and of several. */
export type CredentialType = 'orderDeskApi' | 'orderDeskStoresApi';

const one = 'oneStore';
const several = 'severalStores';

/**
 * Show a parameter or a credential only where a node works with one store, or with several. A request of the editor
 * need not have the choice among its parameters, and then means one store.
 */
export const forOneStore = { show: { authentication: [one, undefined] } } satisfies ICredentialsDisplayOptions;
export const forSeveralStores = { show: { authentication: [several] } } satisfies ICredentialsDisplayOptions;

/** n8n's editor offers this choice where the credential is chosen. */
export const authenticationProperty: INodeProperties = {
	displayName: 'Stores',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'One Store', value: one, description: "The store of a credential 'Order Desk API'" },
		{ name: 'Several Stores', value: several, description: "The stores of a credential 'Order Desk Stores API'" },
	],
	default: one,
	description: 'Whether to work with one store or with several',
};

/** Whether a node is set to work with several stores. */
export const hasSeveralStores = (context: Pick<FunctionsBase, 'getNode'>): boolean =>
	context.getNode().parameters['authentication'] === several;
