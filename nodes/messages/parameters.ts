import type { Messages } from '../../api/messages/message';

/** What may be wrong with the value of any parameter. `<label>` names it as the editor shows it. */
export const parameterMessages = {
	empty: {
		when: 'A required parameter is empty, or its expression gives an empty text.',
		text: "The parameter '<label>' is empty",
		advice: "Fill in '<label>', or correct its expression.",
	},
	withoutValue: {
		when: 'The expression of a required parameter gives nothing.',
		text: "The parameter '<label>' has no value",
		advice: "Its expression gave nothing. Correct it, so that '<label>' gets a value.",
	},
	noValue: {
		when: 'The expression of an optional field gives nothing: whether the field was to be emptied is not clear.',
		text: "The parameter '<label>' has no value",
		advice: "Its expression gave nothing, or it was left empty. Give '<label>' a value, or remove it.",
	},
	emptyTemplate: {
		when: 'A text with expressions in it is empty or blank, since none of them has a value.',
		text: "The expression of '<label>' gives nothing",
		advice: "Correct it. To make '<label>' empty, give {{ '' }} alone, or two quotes within JSON.",
	},
	onlyBlanks: {
		when: 'A text consists of spaces.',
		text: "The parameter '<label>' is empty",
		advice: "It holds only blanks. Give '<label>' a value, or remove it.",
	},
	notAText: {
		when: 'An expression gives an object, a list or a text such as [object Object].',
		text: "The parameter '<label>' is not a text: <value>",
		advice: 'Give a text or a number. Of an object, name the field that holds it, as in {{ $json.customer.email }}.',
	},
	notANumber: {
		when: 'A number is expected.',
		text: "The parameter '<label>' is not a number: <value>",
		advice: 'Give digits with a point for decimals, such as 1200.50, without separators, units or exponents.',
	},
	notWhole: {
		when: 'Units are counted, and the number has decimals.',
		text: "The parameter '<label>' is not a whole number: <value>",
		advice: "Order Desk counts whole units, and cuts the decimals. Round '<label>', or give another unit its own item.",
	},
	notPositive: {
		when: 'The limit of a list is not a whole number above 0.',
		text: "The parameter '<label>' is not a whole number above 0: <value>",
		advice: "Give a number such as 50, or turn on 'Return All'.",
	},
	lostDigits: {
		when: 'A number is so long that JavaScript has rounded it.',
		text: "The parameter '<label>' is a number that has lost digits",
		advice: 'A number keeps about 15 digits. Read it as text at its source, and pass it in quotes.',
	},
	notDecimal: {
		when: 'A calculation gives NaN, Infinity, or a number that JavaScript writes with an exponent, and a text is expected.',
		text: "The parameter '<label>' is not a decimal number: <value>",
		advice: 'Correct the calculation, or give the digits that are meant as a text, such as 0.5.',
	},
	notABoolean: {
		when: 'A switch is neither on nor off.',
		text: "The parameter '<label>' is neither true nor false: <value>",
		advice: "Give '<label>' true or false.",
	},
	notADate: {
		when: 'A date is expected.',
		text: "The parameter '<label>' is not a date: <value>",
		advice: 'Pick one, or give a text such as 2026-03-29T08:00:00.',
	},
	spreadsheetDate: {
		when: 'A number is given as a date, as spreadsheets store it.',
		text: "The parameter '<label>' is not a date: <value>",
		advice:
			"In a spreadsheet, this number is the date <day>. Convert it: {{ DateTime.fromISO('1899-12-30').plus({ days: … }).toISODate() }}.",
	},
	notAChoice: {
		when: 'An expression gives something that the list does not offer.',
		text: "The parameter '<label>' is none of <choices>: <value>",
		advice: "Give one of them under '<label>'.",
	},
	notACountry: {
		when: 'An expression gives something other than a country, so the filter would leave out every order.',
		text: "The parameter '<label>' has no country of this name: <value>",
		advice: 'Give a two-letter code, such as DE, or the name in English, such as Germany.',
	},
	notAnObject: {
		when: 'An object is expected, such as an address.',
		text: "The parameter '<label>' is not an object: <value>",
		advice: 'Its expression has to give an object, such as {{ { "name": "…" } }}.',
	},
	notAJsonObject: {
		when: 'JSON is expected to be one object.',
		text: "The parameter '<label>' is not a JSON object",
		advice: 'It has to start with { and end with }.',
	},
	notAList: {
		when: 'Rows are expected, such as the items of an order.',
		text: "The parameter '<label>' is not a list: <value>",
		advice: 'Its expression has to give a list of objects, such as {{ [ { "name": "…" } ] }}.',
	},
	notJson: {
		when: 'JSON that was typed in, or that an expression gives, cannot be read.',
		text: "The parameter '<label>' is not valid JSON",
		advice: 'Correct it where it goes wrong: <problem>.',
	},
	notAnOrderDeskId: {
		when: 'A record is chosen by its ID, and what is given cannot be one.',
		text: "The parameter '<label>' is not an Order Desk ID: <value>",
		advice: "An ID is a number, such as <example>. Choose '<mode>' for <other>.",
	},
	withoutMode: {
		when: 'An expression gives an object in place of a chosen record, and does not say by what it is chosen.',
		text: "The parameter '<label>' is an object without a mode",
		advice: 'Give { "__rl": true, "mode": "…", "value": "…" }, with one of the modes <modes>.',
	},
	unknownMode: {
		when: 'An expression gives an object in place of a chosen record, with an unknown mode.',
		text: "The mode of '<label>' is none of <modes>: <value>",
		advice: 'Give { "__rl": true, "mode": "…", "value": "…" }, with one of the modes <modes>.',
	},
	unknownOption: {
		when: 'An expression gives a collection that holds something unknown.',
		text: "There is no '<name>' in '<label>'",
		advice: 'Use: <names>.',
	},
} as const satisfies Messages;
