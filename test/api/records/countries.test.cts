import { describe, expect, it } from '@jest/globals';
import { countries, countryCode, goesTo, shipToCountry } from '../../../api/records/countries';

describe('a country', () => {
	it.each([
		['DE', ['DE', ' de ', 'Germany', 'GERMANY']],
		['US', ['US', 'USA', 'U.S.A.', 'United States', 'The United States of America']],
		['GB', ['GB', 'UK', 'U.K.', 'United Kingdom', 'England']],
		['CI', ['Côte d’Ivoire', "Cote d'Ivoire", 'Ivory Coast']],
		['BA', ['Bosnia & Herzegovina', 'Bosnia and Herzegovina']],
		['LC', ['St. Lucia', 'Saint Lucia']],
		['TR', ['Turkey', 'Türkiye']],
		['CZ', ['Czechia', 'Czech Republic']],
		['NL', ['The Netherlands', 'Netherlands']],
	])('is known by its code and its English names: %s', (code, texts) => {
		expect(texts.map(countryCode)).toEqual(texts.map(() => code));
	});

	it.each(['', ' ', 'XX', 'EU', 'Europe', 'Deutschland', 'Germny', 'D', 'DEU', 'Congo', 'Korea', '日本', '1'])(
		'is not guessed: %j',
		(text) => {
			expect(countryCode(text)).toBeUndefined();
		},
	);

	it('is in the list once, by name, with no name that means two', () => {
		expect(countries).toHaveLength(250);
		expect(countries).toContainEqual({ code: 'DE', name: 'Germany' });
		expect(new Set(countries.map(({ code }) => code)).size).toBe(250);
		for (const { code, name } of countries) expect([countryCode(code), countryCode(name)]).toEqual([code, code]);
	});
});

describe('the country an order goes to', () => {
	it('is that of the shipping address, or else of the customer', () => {
		const customer = { country: 'US' };
		expect(shipToCountry({ customer, shipping: { country: ' Germany ' } })).toBe('Germany');
		expect(shipToCountry({ customer, shipping: { city: 'Rome', country: '' } })).toBe('US');
		expect(shipToCountry({ customer })).toBe('US');
		expect(shipToCountry({ customer, shipping: { city: 'Rome' } })).toBe('US');
		expect([{}, { shipping: [] }, { shipping: 'DE' }, { customer: null }].map(shipToCountry)).toEqual(['', '', '', '']);
	});

	it('is one of those wanted, as code or name; one that cannot be read is none of them', () => {
		const to = (country: string) => goesTo({ shipping: { country } }, ['DE', 'AT']);
		expect(['DE', 'germany', 'Austria', 'at'].map(to)).toEqual([true, true, true, true]);
		expect(['FR', 'Deutschland', ''].map(to)).toEqual([false, false, false]);
		expect(goesTo({}, ['DE'])).toBe(false);
	});
});
