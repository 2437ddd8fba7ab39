import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { checkKeyTravelsSafely } from '../api/client/address';
import { storeHeaders } from '../api/stores';

/**
 * Signs a request as one store's, with the `storeId` and `apiKey` of a credential. A function instead of n8n's
 * declarative form, so that the key is never attached to an unencrypted request.
 */
export const authenticate = async (
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
): Promise<IHttpRequestOptions> => {
	const { url, baseURL = '' } = requestOptions;
	checkKeyTravelsSafely(URL.canParse(url) ? url : baseURL);
	return {
		...requestOptions,
		headers: {
			...requestOptions.headers,
			...storeHeaders({ id: String(credentials.storeId ?? ''), apiKey: String(credentials.apiKey ?? '') }),
		},
		disableFollowRedirect: true,
	};
};
