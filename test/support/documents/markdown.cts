/* What stands in a Markdown text. Blocks of code are left out where they could be taken for something else. */

export interface Link {
	/** As it is written. */
	link: string;
	path: string;
	/** Empty where the link names none. */
	anchor: string;
}

/** Links and pictures within the repository. */
export const linksIn = (text: string): Link[] =>
	[...text.matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link = '']) => link)
		.filter((link) => !/^(\w+:|<)/.test(link))
		.map((link) => {
			const [path = '', anchor = ''] = link.split('#');
			return { link, path, anchor };
		});

/** The anchors that GitHub gives the headings of a document. */
export const anchorsOf = (text: string): string[] =>
	[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-'),
	);

export interface Command {
	/** As it is written. */
	command: string;
	/** Its name in package.json. */
	script: string;
	/** The sections after `--only`. */
	only: string[];
}

/** The commands of npm that run a script. */
export const commandsIn = (text: string): Command[] =>
	[...text.matchAll(/(?:`|^)npm (?:run )?([a-z][\w:]*)([^`\n]*)/gm)]
		.filter(([command, script = '']) => command.includes('npm run') || ['start', 'test'].includes(script))
		.map(([command, script = '', rest = '']) => ({
			command: command.replace(/^`/, '').trim(),
			script,
			only: /--only ([\w,-]+)/.exec(rest)?.[1]?.split(',') ?? [],
		}));

/** What a guide sets in italics, as it does with the labels that a user sees. */
export const labelsIn = (text: string): string[] =>
	[...text.matchAll(/(?<![\w`/])_([A-Z][^_\n]+(?:\n[^_\n]+)?)_(?!\w)/g)].map(([, label = '']) =>
		label.replace(/\s+/g, ' '),
	);

/** Paths in backticks: with a slash, and without blanks. */
export const pathsIn = (text: string): string[] =>
	[...text.matchAll(/`([\w-][\w./-]*)`/g)].map(([, path = '']) => path).filter((path) => path.includes('/'));
