import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { settle } from '../../api/errors';
import { toNodeError } from './nodeError';

/** For lists in the editor. An empty list would hide a failure, so it is thrown as an error the user sees. */
export const orShowError = async <T>(context: ILoadOptionsFunctions, work: Promise<T>): Promise<T> => {
	const done = await settle(work);
	if (!done.ok) throw toNodeError(context.getNode(), done.error);
	return done.value;
};
