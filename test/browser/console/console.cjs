// @ts-check
'use strict';

const { checkAccessibility, checkAxe } = require('./accessibility.cjs');
const { NARROW, TABS, WIDE, focused, openTab } = require('./page.cjs');
const { checkConsoleOfPosts } = require('./posts.cjs');
const { checkConsoleOfStores } = require('./stores.cjs');

/** @typedef {import('../support/scene.cjs').Scene} Scene */

/** Of the window at 390 px. */
const HEADER_MOST = 90;

/**
 * The console of the sandbox, as somebody sees it who works with it.
 *
 * @param {Scene} scene
 */
async function checkConsole(scene) {
	const { page, sandbox } = scene;
	await page.setViewportSize(WIDE);
	await page.goto(sandbox.url);
	await page.locator('[data-order]').first().waitFor();
	await checkConnection(scene);
	await checkLive(scene);
	await checkFaultBanner(scene);
	await checkKeyboard(scene);
	await checkNarrow(scene);
	await checkAccessibility(scene);
	await checkAxe(scene);
	await checkConsoleOfStores(scene);
	await checkConsoleOfPosts(scene);
}

/** @param {Scene} scene */
async function checkConnection({ page, check, n8n, sandbox }) {
	await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: sandbox.url });
	const copied = /** @type {string[]} */ ([]);
	for (const name of ['Base URL', 'Store ID', 'API key']) {
		await page.getByRole('button', { name: `Copy ${name}` }).click();
		await page.getByText('Copied').waitFor();
		copied.push(await page.evaluate(() => navigator.clipboard.readText()));
	}
	await check('copies what a credential needs', `${sandbox.url}/api/v2, 11, sandbox-api-key`, () => copied.join(', '));
	await openTab(page, 'Rules');
	await check('its placeholder is the n8n that runs', `${n8n.url}/webhook-test/… or /webhook/…`, () =>
		page.getByLabel('URL', { exact: true }).getAttribute('placeholder').then(String),
	);
}

/** @param {Scene} scene */
async function checkLive({ page, check, sandbox }) {
	const name = page.getByLabel('Name', { exact: true });
	await name.fill('half a na');
	const { id } = await sandbox.importOrder({ source_name: 'Market stall' });
	await openTab(page, 'Orders');
	const row = page.locator(`tr[data-key="${id}"]`);
	await check('shows an order that comes in', 'Market stall', () => row.locator('small').innerText());
	await openTab(page, 'Rules');
	await name.fill('half a na');
	await sandbox.editOrder(id, { email: 'changed@example.com' });
	await sandbox.moveOrder(id, '21656');
	await check('a change leaves alone what is being typed', 'half a na, in focus', async () =>
		[await name.inputValue(), (await name.evaluate((field) => field === document.activeElement)) && 'in focus'].join(
			', ',
		),
	);
	await openTab(page, 'Orders');
	await check('shows an order that is moved', 'Closed', () => row.locator('[data-heading=Folder]').innerText());
}

/** @param {Scene} scene */
async function checkFaultBanner({ page, check }) {
	const banner = page.getByRole('status').filter({ hasText: 'A fault is on' });
	await openTab(page, 'Faults');
	await page.getByRole('checkbox', { name: 'slow' }).check();
	await banner.waitFor();
	const shown = /** @type {string[]} */ ([]);
	for (const tab of TABS) {
		await openTab(page, tab);
		if (await banner.isVisible()) shown.push(tab);
	}
	await check('a fault that is on shows on every tab', TABS.join(', '), () => shown.join(', '));
	await banner.getByRole('button', { name: 'Turn off slow' }).click();
	await check('and is turned off there', '0', async () => String(await banner.count()));
	await check('with the focus on the tab, since the button is gone', '#/requests', () => focused(page, 'href'));
}

/** @param {Scene} scene */
async function checkKeyboard({ page, check }) {
	await openTab(page, 'Orders');
	const order = page.locator('[data-order]').first();
	await order.focus();
	await page.keyboard.press('Enter');
	await check('Enter opens an order and goes to it', 'order', () => focused(page, 'id'));
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await check('closing it goes back to the list', String(await order.getAttribute('data-order')), () =>
		focused(page, 'data-order'),
	);
}

/** @param {Scene} scene */
async function checkNarrow({ page, check }) {
	await page.setViewportSize(NARROW);
	const height = await page.locator('header').evaluate((header) => header.getBoundingClientRect().height);
	await check(`at 390 px the header is small`, `at most ${HEADER_MOST} px`, () =>
		height <= HEADER_MOST ? `at most ${HEADER_MOST} px` : `${height} px`,
	);
	const row = page.locator('tbody tr').first();
	await check('rows are cards', 'block, with their headings', async () => {
		const display = await row.evaluate((element) => getComputedStyle(element).display);
		const heading = await row
			.locator('td')
			.first()
			.evaluate((cell) => getComputedStyle(cell, '::before').content);
		return `${display}, ${heading === '"Order"' ? 'with their headings' : heading}`;
	});
	await row.locator('[data-order]').click();
	await check('an order that is opened scrolls into view', 'below the header, in the upper half', () =>
		page.evaluate(() => {
			const top = document.querySelector('#order')?.getBoundingClientRect().top ?? -1;
			const bottom = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
			return top >= bottom && top < innerHeight / 2 ? 'below the header, in the upper half' : `at ${top} px`;
		}),
	);
}

module.exports = { checkConsole };
