import { call } from './api.js';

/** What the buttons do; each gets its button, and may give an order that is to be opened. */
export const actions = {
	import: () => call('POST', `/orders/import?country=${chosenCountry()}`),
	create: () => call('POST', `/orders/create?country=${chosenCountry()}`),
	reset: async () => {
		const what = 'Remove all orders and settings, and every rule but those of the examples?';
		if (confirm(what)) await call('POST', '/reset');
	},
	copy: (button) => copy(button.parentElement.querySelector('code')),
	endFault: ({ dataset: { id } }) => turn(id, null),
	toggleRule: ({ dataset: { id, enabled } }) => call('PUT', `/rules/${id}`, { enabled: enabled !== 'true' }),
	deleteRule: ({ dataset: { id } }) => call('DELETE', `/rules/${id}`),
	runAppointment: ({ dataset: { id } }) => call('POST', `/appointments/${id}/run`),
};

const chosenCountry = () => document.getElementById('country').value;

const turn = (fault, setting) => call('PUT', '/faults', { [fault]: setting });

/** Copies a text; a page that is neither on this machine nor on https may not, so that it is only selected there. */
async function copy(element) {
	getSelection().selectAllChildren(element);
	await navigator.clipboard?.writeText(element.textContent);
	const said = document.getElementById('said');
	said.textContent = navigator.clipboard ? 'Copied' : 'Selected: copy it with Ctrl+C';
	setTimeout(() => (said.textContent = ''), 2_000);
}

const fieldsOf = (form) => Object.fromEntries(new FormData(form));
const filled = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

/** What the forms send. */
export const forms = {
	move: (form) => call('POST', `/orders/${form.dataset.id}/move`, fieldsOf(form)),
	ship: async (form) => {
		await call('POST', `/orders/${form.dataset.id}/shipments`, filled(fieldsOf(form)));
		form.reset();
	},
	stock: (form) => call('PUT', `/inventory/${form.dataset.id}`, { stock: Number(fieldsOf(form).stock) }),
	rule: async (form) => {
		const { folder, include_history, ...fields } = fieldsOf(form);
		const rule = {
			...fields,
			include_history: include_history === 'on',
			folder_ids: folder ? folder.split(',') : [],
		};
		await (form.dataset.id ? call('PUT', `/rules/${form.dataset.id}`, rule) : call('POST', '/rules', rule));
		form.reset();
	},
	fault: (form) => turn(form.dataset.id, filled(fieldsOf(form))),
};
