import { html, options, table } from './markup.js';

const faultCheck = (name, setting) =>
	html`<label class="check"
		><input type="checkbox" data-fault="${name}" ${setting ? 'checked' : ''} /> <code>${name}</code></label
	>`;

const faultForm = (name, setting) =>
	html`<form class="row" data-form="fault" data-id="${name}">
		<label
			>Chance <input type="number" name="probability" min="0" max="1" step="0.05" value="${setting?.probability ?? 1}"
		/></label>
		<label
			>Times <input type="number" name="count" min="0" placeholder="always" value="${setting?.count ?? ''}"
		/></label>
		<label>Path contains <input name="path" size="14" value="${setting?.path ?? ''}" /></label>
		${name === 'slow' ? html`<label>ms <input type="number" name="ms" value="${setting?.ms ?? 1000}" /></label>` : ''}
		<button aria-label="Turn on ${name}">Turn on</button>
	</form>`;

export const faultsPage = ({ state, tables }) =>
	html`<section>
		<h2>Faults <small>troubles for API requests</small></h2>
		${table(
			[
				['Fault', ([name]) => faultCheck(name, state.faults[name])],
				['What it does', ([, description]) => description],
				['Setting', ([name]) => faultForm(name, state.faults[name])],
			],
			Object.entries(tables.faults),
			'',
			{ key: ([name]) => name },
		)}
	</section>`;

const switchInput = (name, { values }, value) =>
	typeof values[0] === 'number'
		? html`<input type="number" min="0" data-switch="${name}" aria-label="${name}" value="${value}" />`
		: html`<select data-switch="${name}" aria-label="${name}">
				${options(
					values.map((choice) => [choice, choice]),
					value,
				)}
			</select>`;

export const switchesPage = ({ state, tables }) =>
	html`<section>
		<h2>
			Switches <small>where sources disagree about Order Desk; the number is the section of docs/order-desk.md</small>
		</h2>
		${table(
			[
				['Section', ([, { section }]) => section],
				['Question', ([name, { description }]) => html`${description}<br /><small><code>${name}</code></small>`],
				['Answer', ([name, definition]) => switchInput(name, definition, state.switches[name])],
				[
					'Changed',
					([name, definition]) => (state.switches[name] === definition.default ? '' : `from ${definition.default}`),
				],
			],
			Object.entries(tables.switches),
			'',
			{ key: ([name]) => name },
		)}
	</section>`;
