// @ts-check
'use strict';

const path = require('node:path');
const { readExample } = require('../../../scripts/start/examples.cjs');
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
	for (const { file, id } of seeded.workflows) {
		const { nodes } = JSON.parse(readExample(file));
		await editor.open(id);
		const drawn = page.getByTestId('canvas-node').or(page.getByTestId('sticky'));
		await check(`the nodes of ${file}`, String(nodes.length), async () => String(await drawn.count()));
		await picture(path.posix.join('examples', path.basename(file, '.json')), await areaOf(drawn));
	}
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
