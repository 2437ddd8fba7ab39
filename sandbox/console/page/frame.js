import { html, options } from './markup.js';

/** What every view has around it. */

/** Which store it is or, where there are several, their names to choose from. */
export const storeName = ({ store, stores }) => {
	const choices = stores.map(({ id, name }) => [id, `${name} (${id})`]);
	const names =
		stores.length === 1
			? html`Store ${store.id}`
			: html`<select data-stores aria-label="Store">
					${options(choices, store.id)}
				</select>`;
	return html`${names} <small>${store.timezone}</small>`;
};

export const tabLinks = (tabs, shown) =>
	Object.entries(tabs).map(
		([name, { label }]) =>
			html`<a href="#/${name}" data-key="${name}" ${name === shown ? html`aria-current="page"` : ''}>${label}</a>`,
	);

/** What a credential for this store is filled with. */
export const connection = ({ store }) =>
	[
		['Base URL', `${location.origin}/api/v2`],
		['Store ID', store.id],
		['API key', store.api_key],
	].map(
		([name, value]) =>
			html`<div>
				<dt>${name}</dt>
				<dd><code>${value}</code> <button data-action="copy" aria-label="Copy ${name}">Copy</button></dd>
			</div>`,
	);

const countryNames = new Intl.DisplayNames('en', { type: 'region' });

/** Where a made-up order is to go. */
export const countryChoices = ({ countries }) => {
	const named = countries.map((code) => [code, `${countryNames.of(code)} (${code})`]);
	return options([['', 'any country'], ...named.sort(([, a], [, b]) => a.localeCompare(b))], '');
};

const isOn = ([, setting]) => setting.count === undefined || setting.count > 0;

const left = ({ count, probability, path }) =>
	[
		count !== undefined && `${count} more ${count === 1 ? 'time' : 'times'}`,
		probability !== undefined && probability < 1 && `chance ${probability}`,
		path && `only ${path}`,
	]
		.filter(Boolean)
		.join(', ');

/** Says on every view that requests are in trouble on purpose. */
export const faultBanner = ({ faults }, tables) =>
	Object.entries(faults)
		.filter(isOn)
		.map(
			([name, setting]) =>
				html`<div class="banner" data-key="${name}">
					<span
						>A fault is on: <strong>${tables.faults[name]}</strong>
						<small><code>${name}</code> ${left(setting)}</small></span
					>
					<button data-action="endFault" data-id="${name}" aria-label="Turn off ${name}">Turn off</button>
				</div>`,
		);
