import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IHttpRequestOptions,
	INodeParameters,
} from 'n8n-workflow';
import { Credentials } from '../../../bench/virtual/credentials.cts';
import { OrderDeskApi } from '../../../credentials/OrderDeskApi.credentials';
import { OrderDeskStoresApi } from '../../../credentials/OrderDeskStoresApi.credentials';
import { secrets } from '../secrets/search.cts';

export interface StoreCredential extends ICredentialDataDecryptedObject {
	storeId: string;
	apiKey: string;
	baseUrl: string;
}

/** Several stores, one a line: name, ID and key. */
export interface StoresCredential extends ICredentialDataDecryptedObject {
	apiKeys: string;
	baseUrl: string;
}

/** The credential of a test store, or of several, with the real credential class. */
export class CredentialsOf extends Credentials {
	/** How often the credential was read, which costs n8n a database query and a decryption. */
	reads = 0;

	/** How many requests it was to authenticate, also such as n8n did not send because the execution was cancelled. */
	attempts = 0;

	constructor(credential: StoreCredential | StoresCredential) {
		super('apiKeys' in credential ? new OrderDeskStoresApi() : new OrderDeskApi(), credential);
		const keys = 'apiKeys' in credential ? String(credential.apiKeys).split(/[\s,]+/) : [credential.apiKey];
		// An expression is no key.
		for (const key of keys) if (!key.startsWith('=')) secrets.keep(key);
	}

	/** Evaluates expressions in it for the item that n8n asks about, as n8n does. */
	override async getDecrypted(
		...asked: Parameters<ICredentialsHelper['getDecrypted']> | []
	): Promise<ICredentialDataDecryptedObject> {
		this.reads += 1;
		const data = await super.getDecrypted();
		const [, , , mode = 'manual', executeData, , where] = asked;
		if (!where || !Object.values(data).some((value) => String(value).startsWith('='))) return data;
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = where;
		return workflow.expression.getParameterValue(
			data as INodeParameters,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			{},
			executeData,
		) as ICredentialDataDecryptedObject;
	}

	override async authenticate(...request: Parameters<Credentials['authenticate']>): Promise<IHttpRequestOptions> {
		this.attempts += 1;
		return await super.authenticate(...request);
	}
}
