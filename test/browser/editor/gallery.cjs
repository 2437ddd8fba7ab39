// @ts-check
'use strict';

const path = require('node:path');
const { Account } = require('../../../scripts/start/check/stores/account.cjs');
const { OUR_NODES, STORES_FOLDER, exampleFiles, readExample } = require('../../../scripts/start/examples.cjs');
const { Editor } = require('../support/editor.cjs');

/** Around the nodes, in pixels; below are their names. */
const MARGIN = 16;
const NAMES = 56;

/**
 * What each example looks like on the canvas.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkGallery({ page, check, picture, n8n, seeded }) {
	const editor = new Editor(page, n8n.url);
	await page.setViewportSize({ width: 1280, height: 720 });
	for (const { file, id } of [...seeded.workflows, ...(await saveThoseForStores(n8n))]) {
		const { nodes } = JSON.parse(readExample(file));
		await editor.open(id);
		const drawn = page.getByTestId('canvas-node').or(page.getByTestId('sticky'));
		await check(`the nodes of ${file}`, String(nodes.length), async () => String(await drawn.count()));
		await picture(path.posix.join('examples', file.replace('.json', '')), await areaOf(drawn));
	}
}

/**
 * `npm start` has one store, and does not import the examples for several. Without a credential n8n would mark their
 * nodes.
 *
 * @param {import('../support/scene.cjs').Scene['n8n']} n8n
 * @returns {Promise<{ file: string, id: string }[]>}
 */
async function saveThoseForStores(n8n) {
	const account = await Account.start();
	const credential = account.credential();
	await account.close();
	const { id } = await n8n.saveCredential(credential);
	const saved = [];
	for (const file of exampleFiles(STORES_FOLDER)) {
		/** @type {import('../../../scripts/start/examples.cjs').Workflow} */
		const workflow = JSON.parse(readExample(file));
		for (const node of workflow.nodes) {
			if (node.type.startsWith(OUR_NODES)) node.credentials = { [credential.type]: { id, name: credential.name } };
		}
		saved.push({ file, id: (await n8n.saveWorkflow({ ...workflow })).id });
	}
	return saved;
}

/**
 * @param {import('playwright-core').Locator} shapes
 * @returns {Promise<import('../support/scene.cjs').Area>} what holds all of them
 */
async function areaOf(shapes) {
	const boxes = (await Promise.all((await shapes.all()).map((shape) => shape.boundingBox()))).filter(
		(box) => box !== null,
	);
	const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
	const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
	const right = Math.max(...boxes.map(({ x, width }) => x + width)) + MARGIN;
	const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + NAMES;
	return { x: left, y: top, width: right - left, height: bottom - top };
}

module.exports = { checkGallery };
