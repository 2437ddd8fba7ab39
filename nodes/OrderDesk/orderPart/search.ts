import type { ILoadOptionsFunctions, INodeListSearchResult, INodeParameterResourceLocator } from 'n8n-workflow';

import { problem } from '../../../api/messages/message';
import { listParts } from '../../../api/orderPart/orderPart';
import type { JsonObject } from '../../../api/types';
import { connectInEditor } from '../../connection/editorStores';
import { orShowError } from '../../connection/orShowError';
import { operationMessages } from '../../messages/operations';
import { Lookups } from '../run/lookups';
import type { OrderReference } from '../run/lookups';
import type { PartResource } from './orderPart';

/** The order that the user has chosen in the editor. Throws while none is chosen. */
const chosenOrder = (context: ILoadOptionsFunctions, noun: string): OrderReference => {
	const chosen = context.getCurrentNodeParameter('orderId') as INodeParameterResourceLocator | string | undefined;
	const { mode, value } = typeof chosen === 'object' ? chosen : { mode: 'id', value: chosen };
	const text = String(value ?? '').trim();
	if (text !== '') return { by: mode === 'sourceId' ? 'sourceId' : 'id', value: text };
	throw problem(operationMessages.chooseOrderFirst, { noun });
};

const readParts = async (context: ILoadOptionsFunctions, { kind, noun }: PartResource): Promise<JsonObject[]> => {
	const order = chosenOrder(context, noun);
	const lookups = new Lookups(await connectInEditor(context));
	return await listParts(lookups.client, kind, await lookups.orderId(order));
};

/** The list of a locator: the items or shipments of the chosen order. */
export const searchOf = (resource: PartResource) =>
	async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const records = await orShowError(this, readParts(this, resource));
		const wanted = filter.trim().toLowerCase();
		return {
			results: records
				.map((record) => ({ name: resource.titleOf(record), value: String(record['id']) }))
				.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value === wanted),
		};
	};
