// @ts-check
'use strict';

const NODE = { type: 'n8n-nodes-order-desk.orderDesk', parameters: { authentication: 'severalStores' } };

/**
 * n8n names the store whose key is wrong, hands no key back, and keeps the keys when the credential is saved as it was
 * opened.
 *
 * @param {import('./stores.cjs').StoresScene} scene
 */
async function checkCredentialOfStores({ list, n8n, account, credential, wrongKey }) {
	const { id, name, type } = credential;
	const refused = `Error: 1 of 3 stores cannot be used. Beta: The API Key is not that of the store ${account.store('Beta').id} (Invalid API Key).`;
	const entered = account.credential({ Beta: wrongKey }).data;
	/** @param {Record<string, string>} data */
	const verdict = async (data) => {
		const { status, message } = await n8n.testCredential({ id, name, type, data });
		return `${status}: ${message}`;
	};
	await list.row('stores: credential with a wrong key', refused, () => verdict(entered));
	await list.row('stores: pasted into a single line, as older n8n shows it', refused, () =>
		verdict({ ...entered, apiKeys: String(entered['apiKeys']).replaceAll('\n', ' ') }),
	);

	const keys = [...account.stores.map(({ key }) => key), wrongKey];
	const opened = await n8n.credential(id);
	await list.row('stores: keys in it when it is opened again', 'none', () => {
		const text = JSON.stringify(opened);
		return keys.filter((key) => text.includes(key)).join(', ') || 'none';
	});
	await n8n.saveCredential({ name, type, data: opened.data }, id);
	await list.row('stores: saved as it was opened', refused, () => verdict(opened.data));

	const listed = async (/** @type {string} */ method) => {
		const results = await n8n.listed('storeId', method, { ...NODE, credentials: { [type]: { id, name } } });
		return results.map((result) => result.name).join(', ');
	};
	await list.row('stores: in the list of a node', 'Acme, Beta, Fulfilment', () => listed('searchStores'));
	await list.row('stores: in that of a search', 'All Stores, Acme, Beta, Fulfilment', () =>
		listed('searchStoresOrAll'),
	);
}

module.exports = { checkCredentialOfStores };
