import type { Messages } from '../../api/messages/message';

/** What the polling trigger says. The other trigger answers Order Desk and has nobody to speak to. */
export const triggerMessages = {
	noSuchEvent: {
		when: 'The event is an expression that gives something unknown.',
		text: "There is no event '<event>'",
		advice: "Choose one under '<label>'.",
	},
	noFoldersToWatch: {
		when: 'Orders that are moved are watched, and no folder is chosen.',
		text: "The parameter '<label>' is empty",
		advice: "Choose the folders to watch under '<label>'.",
	},
	storeTooSlow: {
		kind: 'down',
		when: 'Of several stores, this one held up the check for too long.',
		text: 'Order Desk did not answer in time',
		advice: 'Nothing is lost: the next checks continue where the last one ended.',
	},
	nothingToShow: {
		when: 'The trigger is tried in the editor, and the store has no record that fits.',
		text: 'Order Desk has nothing yet that this trigger could show',
		advice: 'Check the filters. The trigger works all the same: publish the workflow, and it waits for the first one.',
	},
} as const satisfies Messages;
