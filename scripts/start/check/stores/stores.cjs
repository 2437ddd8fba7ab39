// @ts-check
'use strict';

const { Account } = require('./account.cjs');
const { checkActionOverStores } = require('./action.cjs');
const { checkCredentialOfStores } = require('./credential.cjs');
const { checkExamplesOfStores } = require('./examples.cjs');
const { checkPollingOfStores } = require('./polled.cjs');
const { checkPostsOfStores } = require('./posts.cjs');

/**
 * @typedef {object} OfStores
 * @property {Account} account
 * @property {{ id: string, name: string, type: string }} credential lists the stores of the account
 * @property {string} wrongKey what it has in place of the key of Beta
 *
 * @typedef {import('../run-check.cjs').Scene & OfStores} StoresScene
 */

/** Begins as the right keys do: after everything else, n8n's files are searched for that. */
const WRONG_KEY = 'sandbox-api-key-of-nobody';

/**
 * Several stores in one credential, of which one has a wrong key until it is mended.
 *
 * @param {import('../run-check.cjs').Scene} scene
 */
async function checkStores(scene) {
	const { n8n } = scene;
	const account = await Account.start();
	try {
		const entered = account.credential({ Beta: WRONG_KEY });
		const { id } = await n8n.saveCredential(entered);
		const credential = { id, name: entered.name, type: entered.type };
		const ofStores = { ...scene, account, credential, wrongKey: WRONG_KEY };
		await checkCredentialOfStores(ofStores);
		await checkActionOverStores(ofStores);
		await checkPostsOfStores(ofStores);
		await checkPollingOfStores(ofStores);
		await checkExamplesOfStores(ofStores);
	} finally {
		await account.close();
	}
}

module.exports = { checkStores };
