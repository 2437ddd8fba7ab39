import { clockTime, html, options, table } from './markup.js';

const toneOf = ({ error, workflow_started }) => {
	if (error) return 'failed';
	return workflow_started === false ? 'pending' : 'done';
};

const attemptLine = (attempt) =>
	html`<div>
		${clockTime(attempt.at)} <span class="${toneOf(attempt)}">${attempt.outcome}</span> <small>${attempt.ms} ms</small>
	</div>`;

const nextLine = ({ next_at }) => (next_at === null ? '' : html`<small>Posted again at ${clockTime(next_at)}</small>`);

/** What came of a post so far, times in UTC. */
export const lastAttempt = (post) => {
	const last = post.attempts.at(-1);
	return last ? html`${attemptLine(last)}${nextLine(post)}` : html`<span class="pending">to be posted</span>`;
};

export const eventLabel = (event, tables) => tables.events[event] ?? 'Ship notify';

const others = ({ store, stores }) => stores.filter(({ id }) => id !== store.id);

const actionOf = ({ action, url, format, store_id }, { stores }) =>
	action === 'copy'
		? `Copies the order to ${stores.find(({ id }) => id === store_id)?.name ?? store_id}`
		: html`Posts ${format === 'form' ? 'Form Data' : 'JSON'} to <code>${url}</code>`;

const newRule = { id: '', name: '', action: 'post', format: 'form', folder_ids: [] };

/** Scripts may set several folders; here they are one choice more. */
const folderChoices = ({ folders }, chosen) => {
	const nameOf = (id) => folders.find((folder) => folder.id === id)?.name ?? id;
	const several = chosen.length > 1 ? [[chosen.join(), chosen.map(nameOf).join(', ')]] : [];
	return [['', 'any'], ...folders.map(({ id, name }) => [id, name]), ...several];
};

const ruleForm = (rule, action, { state, tables }) => {
	const isPost = action === 'post';
	return html`<form class="row" data-form="rule" data-id="${rule.id}" data-key="${rule.id}">
		<label
			>Event
			<select name="event" required>
				${options([['', 'Choose an event'], ...Object.entries(tables.events)], rule.event)}
			</select></label
		>
		<label
			>Action
			<select name="action" data-rule-action>
				${options(
					[['post', 'Post Order JSON'], ...(others(state).length > 0 ? [['copy', 'Copy order to store']] : [])],
					action,
				)}
			</select></label
		>
		${isPost
			? html`<label data-key="url"
					>URL
					<input
						name="url"
						type="url"
						required
						size="48"
						placeholder="${state.n8n_url}/webhook-test/… or /webhook/…"
						value="${rule.url}"
				/></label>`
			: html`<label data-key="store"
					>Store
					<select name="store_id">
						${options(
							others(state).map(({ id, name }) => [id, name]),
							rule.store_id,
						)}
					</select></label
				>`}
		<label
			>Name
			<input name="name" placeholder="${rule.id ? '' : 'optional; replaces a rule of that name'}" value="${rule.name}"
		/></label>
		<label data-key="format" ${isPost ? '' : 'hidden'}
			>Request format
			<select name="format">
				${options(
					[
						['form', 'Form Data'],
						['json', 'JSON'],
					],
					rule.format,
				)}
			</select></label
		>
		<label
			>Only in folder
			<select name="folder">
				${options(folderChoices(state, rule.folder_ids), rule.folder_ids.join())}
			</select></label
		>
		<label class="check" data-key="history" ${isPost ? '' : 'hidden'}
			><input type="checkbox" name="include_history" ${rule.include_history ? 'checked' : ''} /> Include history</label
		>
		<button class="primary">${rule.id ? 'Save rule' : 'Add rule'}</button>
		${rule.id ? html`<button type="reset">Cancel</button>` : ''}
	</form>`;
};

/** `rule`: the ID of the one that is being edited; `ruleAction`: the action that was chosen in its form, if any. */
export const rulesPage = ({ state, tables, rule, ruleAction }) => {
	const edited = state.rules.find(({ id }) => id === rule) ?? newRule;
	return html`<section>
			<h2 id="rule" tabindex="-1">${edited.id ? `Edit rule: ${edited.name}` : 'New rule'}</h2>
			<p class="soft">
				A post does not say which event it is for: give each event a trigger and a URL of its own in n8n.
			</p>
			${ruleForm(edited, ruleAction || edited.action, { state, tables })}
		</section>
		<section>
			<h2>Rules</h2>
			${table(
				[
					[
						'Name',
						({ name, keep, enabled }) =>
							html`${name}${keep ? html`<br /><small>kept by Reset</small>` : ''}
							${enabled ? '' : html`<br /><strong>turned off</strong>`}`,
					],
					['Event', (rule) => tables.events[rule.event]],
					['Does', (rule) => actionOf(rule, state)],
					['Last post', ({ last_post: post }) => post && html`Order ${post.order_id}${lastAttempt(post)}`],
					[
						'Actions',
						(rule) =>
							html`<button data-action="editRule" data-id="${rule.id}" aria-label="Edit ${rule.name}">Edit</button>
								<button
									data-action="toggleRule"
									data-id="${rule.id}"
									data-enabled="${rule.enabled}"
									aria-label="${rule.enabled ? 'Turn off' : 'Turn on'} ${rule.name}"
								>
									${rule.enabled ? 'Turn off' : 'Turn on'}
								</button>
								<button data-action="deleteRule" data-id="${rule.id}" aria-label="Delete ${rule.name}">Delete</button>`,
					],
				],
				state.rules,
				'No rules yet: nothing is posted.',
				{ key: ({ id }) => id, isOpen: ({ id }) => id === rule },
			)}
		</section>`;
};

export const appointmentsPage = ({ appointments, tables }) =>
	html`<section>
		<h2>Appointments <small>webhooks posted and to be posted, times in UTC</small></h2>
		${table(
			[
				['State', ({ status }) => html`<strong class="${status}">${status}</strong>`],
				['Event', ({ event, rule_name }) => html`${eventLabel(event, tables)}<br /><small>${rule_name}</small>`],
				['Order', ({ order_id }) => html`<code>${order_id}</code>`],
				['Attempts', ({ attempts, url }) => html`<small>${url}</small>${attempts.map(attemptLine)}`],
				['Next', ({ next_at }) => (next_at === null ? '' : clockTime(next_at))],
				['Actions', ({ id }) => html`<button data-action="runAppointment" data-id="${id}">Run now</button>`],
			],
			appointments,
			'Nothing was posted yet. Add a rule, then import an order.',
			{ key: ({ id }) => id },
		)}
	</section>`;

export const logPage = ({ log }) =>
	html`<section>
		<h2>API requests <small>newest first, times in UTC</small></h2>
		${table(
			[
				['Time', ({ at }) => clockTime(at)],
				['Request', ({ method, path, query }) => html`<code>${method} ${path} ${new URLSearchParams(query)}</code>`],
				[
					'Status',
					({ status }) =>
						html`<strong class="${status >= 200 && status < 300 ? 'done' : 'failed'}">${status || 'dropped'}</strong>`,
				],
				['Tokens left', ({ tokens_remaining }) => tokens_remaining, 'number'],
				['Faults', ({ faults }) => faults.join(', ')],
			],
			log,
			'No request yet.',
			{ key: ({ seq }) => seq },
		)}
	</section>`;
