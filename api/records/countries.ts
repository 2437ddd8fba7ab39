import { isObject } from '../types';
import type { Json, JsonObject } from '../types';

/*
 * Order Desk takes a country as its code or as its full name, and says nowhere that it turns one into the other. So an
 * order may hold either, and both are read here.
 */

/** ISO 3166-1, and Kosovo by the code that is used in its place. */
const codes = `
	AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA
	CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA
	GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
	KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS
	MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS
	RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW
	TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`
	.trim()
	.split(/\s+/);

/** Names in use besides those that the runtime knows, some of which depend on its age. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
	CD: ['Democratic Republic of the Congo'],
	CG: ['Republic of the Congo'],
	CI: ['Ivory Coast'],
	CV: ['Cabo Verde'],
	CZ: ['Czechia', 'Czech Republic'],
	GB: ['UK', 'Great Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
	HK: ['Hong Kong'],
	IE: ['Republic of Ireland'],
	KR: ['Republic of Korea'],
	MK: ['North Macedonia', 'Macedonia'],
	MM: ['Myanmar', 'Burma'],
	MO: ['Macao', 'Macau'],
	NL: ['Holland'],
	RU: ['Russian Federation'],
	SZ: ['Eswatini', 'Swaziland'],
	TR: ['Türkiye', 'Turkey'],
	US: ['USA', 'United States of America'],
	VN: ['Viet Nam'],
};

const english = new Intl.DisplayNames(['en'], { type: 'region' });

export interface Country {
	/** Of two letters. */
	readonly code: string;
	/** In English. */
	readonly name: string;
}

/** By name. */
export const countries: readonly Country[] = codes
	.map((code) => ({ code, name: String(english.of(code)) }))
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));

/** The letters of a name, without capitals, accents and its article: of 'U.S.A.', 'The Gambia' or 'Saint Lucia'. */
const nameKey = (name: string): string =>
	name
		.normalize('NFD')
		.toLowerCase()
		.replace(/&/g, 'and')
		.trim()
		.replace(/^the\s/, '')
		.replace(/^saint\s/, 'st')
		.replace(/[^a-z]/g, '');

const codesByKey = new Map(
	countries.flatMap(({ code, name }) =>
		[code, name, ...(otherNames[code] ?? [])].map((text) => [nameKey(text), code] as const),
	),
);

/** The code of a country that is given by its code or by its English name; undefined for any other text. */
export const countryCode = (text: string): string | undefined => codesByKey.get(nameKey(text));

const countryIn = (address: Json | undefined): string =>
	isObject(address) ? String(address['country'] ?? '').trim() : '';

/** The country that an order goes to, as Order Desk has it: of the shipping address, or else of the customer's. */
export const shipToCountry = ({ shipping, customer }: JsonObject): string => countryIn(shipping) || countryIn(customer);

/**
 * Whether an order goes to one of the countries with these codes. One whose country is missing, or is neither a code nor
 * an English name, goes to none of them.
 */
export const goesTo = (order: JsonObject, wanted: readonly string[]): boolean => {
	const code = countryCode(shipToCountry(order));
	return code !== undefined && wanted.includes(code);
};
