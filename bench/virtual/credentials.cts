import { ICredentialsHelper } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	IRequestOptionsSimplified,
} from 'n8n-workflow';

/** What a generic credential says of a header, for example `={{$credentials.apiKey}}`. */
const valueOf = (expression: string, data: ICredentialDataDecryptedObject): string =>
	expression.replace(/^=\{\{ *\$credentials\.(\w+) *\}\}$/, (_, field: string) => String(data[field]));

/** n8n's part in credentials, with the class of a package, and with values kept here instead of in a database. */
export class Credentials extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType | undefined,
		private readonly data: ICredentialDataDecryptedObject,
	) {
		super();
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
		const { authenticate } = this.type ?? {};
		const request = options as IHttpRequestOptions;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		const { headers = {} } = authenticate?.properties ?? {};
		const named = Object.entries(headers).map(([name, value]) => [name, valueOf(String(value), credentials)] as const);
		return { ...request, headers: { ...(request.headers as IDataObject), ...Object.fromEntries(named) } };
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
		return this.data;
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties(): ICredentialType['properties'] {
		return this.type?.properties ?? [];
	}
}
