/** The API key of the stores that tests run against. */
export const apiKey = 'tK7wQz93RmXfPd5Ls2Hv';

/** So many characters of a key in a row are too many. */
const piece = 8;
/** A shorter text is a word that a test puts in the place of a key. */
const shortest = 12;

/** Where a key was found, for example `item > json > email`. */
export type Leak = string;

/** The forms in which a key may stand somewhere: a part of it, or encoded. */
const formsOf = (key: string): string[] => [
	...Array.from({ length: key.length - piece + 1 }, (_, place) => key.slice(place, place + piece)),
	Buffer.from(key).toString('base64').replace(/=+$/, ''),
	Buffer.from(key).toString('hex'),
];

/** The values an object holds, also those that a console does not show, such as the cause of an error. */
const partsOf = (value: object): Array<[name: string, part: unknown]> => {
	if (value instanceof Map || value instanceof Set)
		return [...value.entries()].map(([name, part]) => [String(name), part]);
	if (ArrayBuffer.isView(value)) return [['bytes', Buffer.from(value.buffer).toString('latin1')]];
	const own = Object.getOwnPropertyDescriptors(value);
	// V8 writes the stack only when it is asked for.
	return Object.entries(own).map(([name, { value: part }]) => [
		name,
		name === 'stack' ? Reflect.get(value, name) : part,
	]);
};

/** Looks for API keys in whatever tests get to see of the package, so that no test has to. */
export class SecretSearch {
	private readonly keys = new Set<string>();

	private readonly forms = new Set<string>();

	private leaks: Leak[] = [];

	/** From now on, `key` must not be found anywhere. */
	keep(key: string): void {
		if (key.length < shortest || this.keys.has(key)) return;
		this.keys.add(key);
		for (const form of formsOf(key)) this.forms.add(form);
	}

	/**
	 * Whether the value holds a key.
	 *
	 * @param place what the value is, in a word
	 */
	look(place: string, value: unknown): boolean {
		const before = this.leaks.length;
		const seen = new Set<object>();
		const walk = (part: unknown, path: string): void => {
			if (typeof part === 'string') {
				if (this.isIn(part)) this.leaks.push(path);
			} else if (typeof part === 'object' && part !== null && !seen.has(part)) {
				seen.add(part);
				for (const [name, inner] of partsOf(part)) {
					if (this.isIn(name)) this.leaks.push(`${path} > the name of a field`);
					walk(inner, `${path} > ${name}`);
				}
			}
		};
		walk(value, place);
		return this.leaks.length > before;
	}

	/** What becomes of a promise. */
	async lookAt<T>(place: string, work: Promise<T>): Promise<T> {
		work.then(
			(value) => this.look(place, value),
			(error: unknown) => this.look(`${place}, error`, error),
		);
		return await work;
	}

	/** What was found since the last time this was asked. */
	found(): Leak[] {
		const { leaks } = this;
		this.leaks = [];
		return leaks;
	}

	private isIn(text: string): boolean {
		for (const form of this.forms) if (text.includes(form)) return true;
		return false;
	}
}

export const secrets = new SecretSearch();
