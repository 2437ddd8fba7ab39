/** Escaped markup: every value is text unless it was made by `html` itself. */
class Markup {
	constructor(text) {
		this.text = text;
	}
}

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (value) => String(value ?? '').replace(/[&<>"']/g, (character) => escapes[character]);

const textOf = (value) => {
	if (value instanceof Markup) return value.text;
	return Array.isArray(value) ? value.map(textOf).join('') : escape(value);
};

export const html = (strings, ...values) =>
	new Markup(strings.reduce((text, part, index) => text + textOf(values[index - 1]) + part));

export const show = (element, markup) => {
	element.innerHTML = textOf(markup);
};

export const clockTime = (milliseconds) => new Date(milliseconds).toISOString().slice(11, 19);
export const money = (value) => Number(value).toFixed(2);

export const options = (choices, chosen) =>
	choices.map(
		([value, label]) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`,
	);

/** A table; columns are `[heading, cell(row), "number" when right-aligned]`. */
export const table = (columns, rows, empty, rowAttributes = () => '') =>
	rows.length === 0
		? html`<p class="soft">${empty}</p>`
		: html`<table>
				<thead>
					<tr>
						${columns.map(([heading, , kind]) => html`<th class="${kind}">${heading}</th>`)}
					</tr>
				</thead>
				<tbody>
					${rows.map(
						(row) =>
							html`<tr ${rowAttributes(row)}>
								${columns.map(([, cell, kind]) => html`<td class="${kind}">${cell(row)}</td>`)}
							</tr>`,
					)}
				</tbody>
			</table>`;
