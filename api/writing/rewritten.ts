import type { LostWrite } from '../client/lostWrite';
import { parseUtc } from '../records/dates';
import type { Json, JsonObject } from '../types';

/*
 * Servers rewrite texts: they cut them, escape signs, change line ends, or drop letters they cannot store. What may be
 * a text of ours in such a form must never be taken for somebody else's, or it would be sent a second time.
 */

/**
 * A stored text with which the sent one begins was cut if it has this many letters and digits. A shorter one may be
 * another text.
 */
const cutAfter = 20;

const unescaped = (text: string): string =>
	text
		.replace(/&#(\d{1,7});/g, (_, code: string) => (Number(code) <= 0x10ffff ? String.fromCodePoint(Number(code)) : ''))
		.replace(/&([a-z])(acute|grave|circ|uml|tilde|cedil|ring);/gi, '$1')
		.replace(/&(amp|lt|gt|quot|apos|nbsp);/gi, '');

/** Letters and digits alone, without accents and capitals. */
const lettersOf = (text: string): string =>
	unescaped(text)
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');

const formsOf = (text: string): string[] => {
	const withoutMarkup = text.replace(/<[^>]*>/g, '');
	// Letters beyond ASCII may be dropped, or turned into others.
	const withoutForeign = text.replace(/[^\x20-\x7e]+/g, '');
	return [text, withoutMarkup, withoutForeign].map(lettersOf);
};

const isFormOf = (stored: string, sent: string): boolean =>
	stored === sent || (stored.length >= cutAfter && sent.startsWith(stored));

/** Whether a stored text may be what a server has made of the one that was sent; a blank text never is. */
export const mayBeRewritten = (stored: Json | undefined, sent: Json | undefined): boolean => {
	const [there, wanted] = [stored, sent].map((text) => String(text ?? '').trim()) as [string, string];
	if (there === '' || wanted === '') return false;
	const forms = formsOf(wanted);
	const storedForms = formsOf(there).filter((form) => form !== '');
	if (storedForms.length === 0) return forms.includes('') || !/[a-z0-9]/i.test(wanted);
	return storedForms.some((form) => forms.some((other) => isFormOf(form, other)));
};

/**
 * Whether one of these rows, each of which may be the rewritten one of a lost write, was added since that was sent. 1
 * request where there are any.
 *
 * @param earliestServerTime see `LostWrite`
 */
export const hasNew = async (
	similar: readonly JsonObject[],
	earliestServerTime: LostWrite['earliestServerTime'],
): Promise<boolean> => {
	if (similar.length === 0) return false;
	const since = await earliestServerTime();
	// Without a date, a row may be new.
	return similar.some(({ date_added: date }) => !(parseUtc(String(date)) < since));
};
