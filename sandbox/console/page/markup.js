import { patch } from './patch.js';

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
	const template = document.createElement('template');
	template.innerHTML = textOf(markup);
	patch(element, template.content);
};

export const clockTime = (milliseconds) => new Date(milliseconds).toISOString().slice(11, 19);
export const money = (value) => Number(value).toFixed(2);

export const options = (choices, chosen) =>
	choices.map(
		([value, label]) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${label}</option>`,
	);

/**
 * A table, which becomes cards where the window is narrow: hence the roles, since a table that is no longer displayed as
 * one loses them. Columns are `[heading, cell(row), "number" when right-aligned]`; a row is known by `key(row)`.
 */
export const table = (columns, rows, empty, { key, isOpen = () => false } = {}) =>
	rows.length === 0
		? html`<p class="soft">${empty}</p>`
		: html`<table role="table">
				<thead role="rowgroup">
					<tr role="row">
						${columns.map(([heading, , kind]) => html`<th role="columnheader" class="${kind}">${heading}</th>`)}
					</tr>
				</thead>
				<tbody role="rowgroup">
					${rows.map(
						(row) =>
							html`<tr role="row" data-key="${key?.(row)}" class="${isOpen(row) ? 'open' : ''}">
								${columns.map(
									([heading, cell, kind]) =>
										html`<td role="cell" class="${kind}" data-heading="${heading}"><div>${cell(row)}</div></td>`,
								)}
							</tr>`,
					)}
				</tbody>
			</table>`;
