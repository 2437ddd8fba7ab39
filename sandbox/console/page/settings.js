import { html, options } from './markup.js';

const faultRow = ([name, description], setting) =>
	html`<tr>
		<td>
			<label class="check"
				><input type="checkbox" data-fault="${name}" ${setting ? 'checked' : ''} /> <code>${name}</code></label
			>
		</td>
		<td>${description}</td>
		<td>
			<form class="row" data-form="fault" data-id="${name}">
				<label
					>Chance
					<input type="number" name="probability" min="0" max="1" step="0.05" value="${setting?.probability ?? 1}"
				/></label>
				<label
					>Times <input type="number" name="count" min="0" placeholder="always" value="${setting?.count ?? ''}"
				/></label>
				<label>Path contains <input name="path" size="14" value="${setting?.path ?? ''}" /></label>
				${name === 'slow'
					? html`<label>ms <input type="number" name="ms" value="${setting?.ms ?? 1000}" /></label>`
					: ''}
				<button>Turn on</button>
			</form>
		</td>
	</tr>`;

export const faultsPage = ({ state, tables }) =>
	html`<section>
		<h2>Faults <small>troubles for API requests</small></h2>
		<table>
			<tbody>
				${Object.entries(tables.faults).map((fault) => faultRow(fault, state.faults[fault[0]]))}
			</tbody>
		</table>
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
		<table>
			<tbody>
				${Object.entries(tables.switches).map(
					([name, definition]) =>
						html`<tr>
							<td class="soft">${definition.section}</td>
							<td>
								${definition.description}<br /><small><code>${name}</code></small>
							</td>
							<td>${switchInput(name, definition, state.switches[name])}</td>
							<td class="soft">
								${state.switches[name] === definition.default ? '' : `changed from ${definition.default}`}
							</td>
						</tr>`,
				)}
			</tbody>
		</table>
	</section>`;
