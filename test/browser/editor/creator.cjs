// @ts-check
'use strict';

const codex = require('../../../nodes/OrderDesk/OrderDesk.node.json');

const TRIGGERS = [
	'On order imported',
	'On order created manually',
	'On order folder changed',
	'On order updated',
	'On shipment added',
	'On shipment notification',
	'On any rule event',
];
const ACTIONS = 28;
const NONSENSE = 'qqqqqqqq';
/** What a search finds, in pixels: the panel begins there, and has room for three entries. */
const SEARCH = { x: 1056, y: 64, width: 384, height: 384 };

/**
 * What a search in n8n's node creator finds.
 *
 * @param {import('../support/scene.cjs').Scene} scene
 */
async function checkCreator({ page, check, n8n, picture }) {
	const search = page.getByTestId('node-creator-search-bar');
	const found = page.getByTestId('node-creator-item-name');

	await page.goto(`${n8n.url}/workflow/new`);
	await page.getByTestId('canvas-add-button').click();
	for (const alias of codex.alias) {
		// Else the result of the last search could be taken for that of this one.
		await search.fill(NONSENSE);
		await found.first().waitFor({ state: 'detached' });
		await search.fill(alias);
		await check(`"${alias}" finds it`, 'Order Desk', async () => {
			const names = await found.allInnerTexts();
			return names.find((name) => name === 'Order Desk') ?? names.join(', ');
		});
	}
	await search.fill('order desk');
	await check('one entry, and one for polling', 'Order Desk, Order Desk (Polling)', async () =>
		(await found.allInnerTexts()).join(', '),
	);
	await picture('node-creator-search', SEARCH);

	await found.getByText('Order Desk', { exact: true }).click();
	await check('what the entry offers', `Triggers (${TRIGGERS.length}), Actions (${ACTIONS})`, async () =>
		(await page.getByTestId('node-creator-category-item').allInnerTexts()).join(', '),
	);
	await check('its triggers', TRIGGERS.join(', '), async () => (await found.allInnerTexts()).join(', '));
	await page.getByText(`Actions (${ACTIONS})`).click();
	await check('its actions', `${ACTIONS}, none with an article`, async () => {
		const actions = (await found.allInnerTexts()).slice(TRIGGERS.length);
		const withArticle = actions.filter((name) => / (a|an|the) /.test(name));
		return `${actions.length}, ${withArticle.join(', ') || 'none'} with an article`;
	});
	await picture('node-creator');
}

module.exports = { checkCreator };
