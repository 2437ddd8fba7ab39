import type { Messages } from '../../api/messages/message';

/** What may be wrong with a record that the user describes, or with the search for one. */
export const recordMessages = {
	unknownField: {
		when: 'A field is given that Order Desk would drop without a word.',
		text: "There is no field '<label>'",
		advice: 'Use: <names>.',
	},
	fixedField: {
		when: 'A field is given that Order Desk sets itself.',
		text: "The field '<label>' cannot be set",
		advice: "Order Desk sets it. Remove '<label>'.",
	},
	givenTwice: {
		when: 'A field is given in two places with different values, or in the form and as JSON.',
		text: "'<label>' is given twice",
		advice: "Give '<label>' once.",
	},
	nothingChosen: {
		when: 'A field with a list is added, and nothing is chosen.',
		text: "Nothing is chosen under '<label>'",
		advice: "Choose a '<label>', or remove the field.",
	},
	noFields: {
		when: 'A part of a record, such as an address, is added without any field.',
		text: "The parameter '<label>' has no fields",
		advice: "Add a field to '<label>', or remove it.",
	},
	noRows: {
		when: 'A list within a record is added without any row.',
		text: "The parameter '<label>' has no rows",
		advice: "Add a row to '<label>', or remove it to leave everything as it is.",
	},
	rowNotAnObject: {
		when: 'A list within a record holds something that has no fields.',
		text: "The row '<label>' is not an object: <value>",
		advice: 'Each row has to be an object, such as {{ { "name": "…" } }}.',
	},
	emptyRow: {
		when: 'A row is added, and nothing is filled in.',
		text: "The row '<label>' is empty",
		advice: "Fill in '<label>', or remove it.",
	},
	incompleteRow: {
		when: 'A row lacks a value it needs, such as the name of an item or the amount of a discount.',
		text: "'<label>' has no <names>",
		advice: "Fill in <names> of '<label>', or remove it.",
	},
	unnamedRow: {
		when: 'A row of names and values has no name.',
		text: "The row '<label>' has no name",
		advice: "Give '<label>' a 'Name', or remove it.",
	},
	repeatedName: {
		when: 'Two rows of names and values, or two values of an object in JSON, have the same name.',
		text: "The name '<name>' is given twice in '<label>'",
		advice: "Give '<name>' one value.",
	},
	exclusive: {
		when: 'Two fields are given that contradict each other.',
		text: "'<label>' and '<other>' exclude each other",
		advice: "Turn off '<label>', or remove '<other>'.",
	},
	nothingToUpdate: {
		when: 'An update names no field.',
		text: 'There is nothing to update',
		advice: "Add at least one field under '<label>'.",
	},
	nothingToUpdateInOrder: {
		when: 'An update of an order names neither a field nor an item.',
		text: 'There is nothing to update',
		advice: "Add at least one field under '<label>', or an item under 'Order Items'.",
	},
	unknownFilter: {
		when: 'An unknown filter is given.',
		text: "There is no filter '<name>'",
		advice: "Under '<label>', use: <names>.",
	},
	emptyFilter: {
		when: 'The only filter is empty: without it, the search would find everything.',
		text: 'The filter <name> is empty',
		advice: "Give it a value, or remove it from '<label>' to search without it.",
	},
	emptyFilters: {
		when: 'All filters are empty: without them, the search would find everything.',
		text: 'The filters <names> are empty',
		advice: "Give one of them a value, or remove all from '<label>' to search without them.",
	},
	reversedBounds: {
		when: 'A search begins at a later moment than it ends: it would find nothing.',
		text: "'<label>' is later than '<other>'",
		advice: "Correct '<label>' or '<other>', or remove one of them.",
	},
	noOutputFields: {
		when: 'Chosen fields are to be returned, and none is chosen.',
		text: "The parameter '<label>' is empty",
		advice: "Choose at least one field, or another 'Output'.",
	},
} as const satisfies Messages;
