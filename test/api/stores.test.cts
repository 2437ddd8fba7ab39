import { describe, expect, it } from '@jest/globals';
import { OrderDeskError, resultOrError } from '../../api/errors';
import { findStore, readStores } from '../../api/stores';

const refusal = (work: () => unknown): OrderDeskError => {
	const error = resultOrError(work);
	expect(error).toBeInstanceOf(OrderDeskError);
	return error as OrderDeskError;
};

describe('a list of stores', () => {
	it('has one a line, with commas or the tabs of a spreadsheet, in the sequence of the lines', () => {
		expect(readStores('Acme, 101, key-of-acme\r\n\n  Beta\t102\tkey-of-beta  \rGamma,103,k\n')).toEqual([
			{ name: 'Acme', id: '101', apiKey: 'key-of-acme' },
			{ name: 'Beta', id: '102', apiKey: 'key-of-beta' },
			{ name: 'Gamma', id: '103', apiKey: 'k' },
		]);
	});

	it.each([' ', '  ', ' \t', '\n'])(
		'has lost its line breaks where n8n shows a single line, and is the same: %j',
		(separator) => {
			const rows = ['Acme, 101, key-of-acme', 'Beta, Ltd., 102, key-of-beta', '3\t103\tk'];
			expect(readStores(rows.join(separator))).toEqual(rows.flatMap(readStores));
			expect(readStores(rows.join(separator)).map(({ name }) => name)).toEqual(['Acme', 'Beta, Ltd.', '3']);
		},
	);

	it('is refused where its stores have run together, rather than to show the key of one in the name of the next', () => {
		const { message, advice = '' } = refusal(() => readStores('Acme, 101, secret-keyBeta, 102, k'));
		expect(message).toMatch(/^Store 1 of the list is not a name/);
		expect(`${message} ${advice}`).not.toContain('secret');
	});

	it('may have commas, digits and blanks in a name', () => {
		expect(readStores('Acme, Inc., 2 , 101, key')).toEqual([{ name: 'Acme, Inc., 2', id: '101', apiKey: 'key' }]);
	});

	it.each([
		['without a key', 'Acme, 101'],
		['without a name', ', 101, key'],
		['without commas', 'Acme 101 key'],
		['with the key before the ID', 'Acme, secret-key, 101'],
		['with more behind the key', 'Acme, 101, secret-key, more'],
		['whose ID is no number', 'Acme, abc, secret-key'],
	])('is refused with the number of a store %s, and without what it says', (_, line) => {
		const { message, advice = '', kind } = refusal(() => readStores(`Beta, 102, other-key\n\n${line}`));
		expect(kind).toBe('input');
		expect(message).toMatch(/^Store 2 /);
		expect(advice).toContain('Acme, 12345, key');
		expect(`${message} ${advice}`).not.toMatch(/secret|other/);
	});

	it.each([
		['has the ID of another', 'Beta, 101, k'],
		['has the name of another', 'ACME, 102, k'],
		['is named like the ID of another', '101, 102, k'],
	])('is refused where one %s', (_, line) => {
		expect(refusal(() => readStores(`Acme, 101, k\n${line}`)).message).toMatch(/^Store 2 .* of a store before it$/);
	});

	it('is refused where the ID of one is the name of another before it', () => {
		expect(refusal(() => readStores('102, 101, k\nBeta, 102, k')).message).toMatch(/^Store 2 /);
	});

	it('is refused where one is named like all of them', () => {
		expect(refusal(() => readStores('*, 101, k')).message).toMatch(/stands for all stores/);
	});

	it.each(['', ' \n '])('is refused with no store in it: %j', (text) => {
		expect(refusal(() => readStores(text)).message).toBe('The credential lists no store');
	});
});

describe('a store', () => {
	const stores = readStores('Acme, 101, k\nBeta Ltd, 102, k');

	it.each(['102', ' 102 ', 'Beta Ltd', 'beta ltd', ' BETA LTD '])('is found by its ID or name: %j', (wanted) => {
		expect(findStore(stores, wanted).id).toBe('102');
	});

	it.each(['Beta', '10', ''])('that is not listed is refused with those there are: %j', (wanted) => {
		const { message, advice } = refusal(() => findStore(stores, wanted));
		expect(message).toBe(`The credential lists no store '${wanted}'`);
		expect(advice).toBe("Choose one of its stores under 'Store': Acme (101), Beta Ltd (102).");
	});

	it('that is not listed among very many is refused with how many there are', () => {
		const many = Array.from({ length: 31 }, (_, n) => ({ id: `${n}`, name: `Store ${n}` }));
		expect(refusal(() => findStore(many, 'Acme')).advice).toBe(
			"Choose one of its stores under 'Store': the 31 that it lists.",
		);
	});
});
