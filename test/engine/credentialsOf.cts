import { ICredentialsHelper } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	IHttpRequestOptions,
	INodeProperties,
	IRequestOptionsSimplified,
} from 'n8n-workflow';
import { secrets } from '../secrets/search.cts';
import { OrderDeskApi } from '../../credentials/OrderDeskApi.credentials';

export interface StoreCredential extends ICredentialDataDecryptedObject {
	storeId: string;
	apiKey: string;
	baseUrl: string;
}

/** n8n's part in credentials, with the real credential class and values kept here instead of in a database. */
export class CredentialsOf extends ICredentialsHelper {
	/** How often the credential was read, which costs n8n a database query and a decryption. */
	reads = 0;

	private readonly type = new OrderDeskApi();

	constructor(private readonly credential: StoreCredential) {
		super();
		secrets.keep(credential.apiKey);
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		return await this.type.authenticate(credentials, options as IHttpRequestOptions);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('not used by the engine');
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		this.reads += 1;
		return this.credential;
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): INodeProperties[] {
		return this.type.properties;
	}
}
