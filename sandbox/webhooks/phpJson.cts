import type { Json } from '../../api/types';

/**
 * JSON as PHP's `json_encode` writes it by default: `/` as `\/` and everything beyond ASCII as `\uXXXX`. A receiver
 * that re-serialises before checking the signature fails on exactly this.
 */
export const phpJson = (value: Json): string =>
	JSON.stringify(value)
		.replaceAll('/', '\\/')
		.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
