// @ts-check
'use strict';

/**
 * @typedef {import('playwright-core').Page} Page
 * @typedef {import('playwright-core').Locator} Locator
 */

/** n8n's editor, as a person uses it: the canvas, the node creator and the panel of a node. */
class Editor {
	/**
	 * @param {Page} page
	 * @param {string} url of n8n
	 */
	constructor(page, url) {
		this.page = page;
		this.url = url;
		this.panel = page.getByTestId('ndv').first();
		this.output = this.panel.getByTestId('output-panel');
	}

	/** @param {string} [workflowId] without it, a new workflow */
	async open(workflowId = 'new') {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.getByTestId('canvas-wrapper').waitFor();
	}

	/**
	 * Adds the first node of a workflow, and opens its panel.
	 *
	 * @param {string} app as the node creator lists it
	 * @param {string} [action] one of those that it offers
	 */
	async addFirst(app, action) {
		await this.page.getByTestId('canvas-add-button').click();
		await this.#choose(app, action);
	}

	/**
	 * Adds a node to the first output of another one that leads nowhere yet, and opens its panel.
	 *
	 * @param {string} node
	 * @param {string} app
	 * @param {string} [action]
	 */
	async addAfter(node, app, action) {
		const outputs = this.page.locator(`[data-test-id=canvas-node-output-handle][data-node-name="${node}"]`);
		await outputs.getByTestId('canvas-handle-plus').first().click();
		await this.#choose(app, action);
	}

	/**
	 * @param {string} app
	 * @param {string} [action]
	 */
	async #choose(app, action) {
		const found = this.page.getByTestId('node-creator-item-name');
		await this.page.getByTestId('node-creator-search-bar').fill(app);
		await found.getByText(app, { exact: true }).first().click();
		if (action) await found.getByText(action, { exact: true }).click();
		await this.panel.waitFor();
	}

	/** @param {string} node */
	async openPanel(node) {
		await this.page.locator(`[data-test-id=canvas-node][data-node-name="${node}"]`).dblclick();
		await this.panel.waitFor();
	}

	async closePanel() {
		await this.page.getByTestId('ndv-close-button').click();
		await this.panel.waitFor({ state: 'hidden' });
	}

	/**
	 * Drags a field of the input onto a parameter, which makes it an expression.
	 *
	 * @param {string} path such as `.shipping.country`
	 * @param {Locator} parameter
	 */
	async drag(path, parameter) {
		const field = this.panel.locator(`[data-target=mappable][data-path="${path}"]`).first();
		await field.scrollIntoViewIfNeeded();
		const from = await middleOf(field);
		const to = await middleOf(parameter);
		await this.page.mouse.move(from.x, from.y);
		await this.page.mouse.down();
		await this.page.mouse.move(to.x, to.y, { steps: 10 });
		await this.page.mouse.up();
		// A moment later n8n puts the cursor there, and a preview of the expression over the next parameter.
		const cursor = parameter.locator('.cm-focused');
		await cursor.waitFor();
		await this.panel.getByTestId('tab-params').click();
		await cursor.waitFor({ state: 'detached' });
	}

	/**
	 * Looks for a field of the input, of which the editor draws only those that are in sight.
	 *
	 * @param {string} text
	 */
	async searchInput(text) {
		await this.panel.getByTestId('ndv-search-container').first().click();
		await this.panel.getByTestId('ndv-search').first().fill(text);
	}

	/**
	 * Enters a text. n8n takes it a moment later, and then saves the workflow.
	 *
	 * @param {string} parameter
	 * @param {string} text
	 */
	async fill(parameter, text) {
		const field = this.panel.getByTestId(`parameter-input-${parameter}`).locator('input, textarea').first();
		const saved = this.page.waitForRequest((request) => request.postData()?.includes(JSON.stringify(text)) ?? false);
		await field.fill(text);
		await saved;
	}

	/**
	 * @param {string} parameter a record that can be chosen from a list, or given by ID
	 * @returns {Locator}
	 */
	record(parameter) {
		return this.panel.getByTestId(`resource-locator-${parameter}`);
	}

	/**
	 * Chooses a record from its list.
	 *
	 * @param {string} parameter
	 * @param {string} name
	 */
	async chooseRecord(parameter, name) {
		await this.openRecords(parameter);
		await this.page.getByTestId('rlc-item').getByText(name, { exact: true }).click();
	}

	/** @param {string} parameter a record that can be chosen from a list */
	async openRecords(parameter) {
		await this.record(parameter).getByTestId('rlc-input-container').click();
	}

	/** @returns {Promise<string[]>} the records in the list that is open, as far as they are loaded */
	async records() {
		return (await this.page.getByTestId('rlc-item').allInnerTexts()).map((text) => text.trim());
	}

	/** @param {string} name of a credential, or the entry that makes one */
	async chooseCredential(name) {
		await this.panel.getByTestId('node-credentials-select').click();
		await this.page
			.getByTestId('node-credentials-select-item-new')
			.or(this.page.locator('.el-select-dropdown__item:visible'))
			.getByText(name, { exact: true })
			.click();
	}

	/**
	 * @param {string} parameter
	 * @returns {Promise<string>} what is entered or chosen
	 */
	async valueOf(parameter) {
		return await this.panel.getByTestId(`parameter-input-${parameter}`).locator('input, textarea').first().inputValue();
	}

	/** @returns {Promise<string[]>} the labels of the parameters, from top to bottom */
	async labels() {
		const texts = await this.panel.getByTestId('node-parameters').getByTestId('input-label').allInnerTexts();
		return texts.map((text) => String(text.split('\n')[0]).trim());
	}

	/** @param {string} label of a parameter; it is then to be seen at the bottom */
	async scrollTo(label) {
		const named = this.panel
			.getByTestId('node-parameters')
			.getByTestId('input-label')
			.getByText(label, { exact: true });
		await named.first().evaluate((element) => element.scrollIntoView({ block: 'end' }));
	}

	/**
	 * @param {string} parameter
	 * @returns {Promise<string[]>} the ways in which a record can be given
	 */
	async modesOf(parameter) {
		const selector = this.record(parameter).getByTestId('rlc-mode-selector');
		await selector.click();
		const options = this.page.locator('.el-select-dropdown__item:visible');
		await options.first().waitFor();
		const texts = await options.allInnerTexts();
		await selector.click();
		await options.first().waitFor({ state: 'hidden' });
		return texts.map((text) => text.trim());
	}

	/** @returns {Promise<string[]>} the fields of the input that are in sight */
	async inputFields() {
		return await this.panel.getByTestId('run-data-schema-node-name').allInnerTexts();
	}

	async run() {
		await this.panel.getByTestId('node-execute-button').click();
	}

	/** @returns {Promise<string[]>} the columns of the output, in their order */
	async columns() {
		return (await this.output.locator('th').allInnerTexts()).map((text) => text.trim()).filter(Boolean);
	}

	/** @returns {Promise<string>} the first item of the output */
	async firstRow() {
		const cells = await this.output.locator('tbody tr').first().locator('td').allInnerTexts();
		return cells
			.map((text) => text.trim())
			.filter(Boolean)
			.join(', ');
	}
}

/** @param {Locator} locator */
async function middleOf(locator) {
	const box = await locator.boundingBox();
	if (!box) throw new Error(`${locator} is not to be seen`);
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

module.exports = { Editor };
