import { faultTable } from '../http/faults.cts';
import { usage } from '../options.cts';
import { switchTable, type SwitchDefinition } from '../switches.cts';

/** The parts of the README that say what the code says, by the marker that stands around each. */
const parts: Readonly<Record<string, () => string>> = {
	options: () => `\`\`\`\n${usage}\`\`\``,
	faults: () =>
		table(
			['Fault', 'What it does'],
			Object.entries(faultTable).map(([name, text]) => [code(name), text]),
		),
	switches: () => table(['Switch', 'Question', 'Answers, the default first'], Object.entries(switchTable).map(rowOf)),
};

const code = (text: string | number): string => `\`${text}\``;

const rowOf = ([name, { description, values }]: [string, SwitchDefinition]): string[] => [
	code(name),
	description,
	values.map(code).join(', '),
];

const table = (heading: string[], rows: string[][]): string =>
	[heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** The README with its tables as the code has them. Throws when a marker is missing. */
export function withTables(readme: string): string {
	let text = readme;
	for (const [name, write] of Object.entries(parts)) {
		const [before, , after] = text.split(new RegExp(`(?<=<!-- ${name} -->\n)([^]*)(?=<!-- end of ${name} -->)`));
		if (after === undefined) throw new Error(`The README has no part "${name}".`);
		text = `${before}\n${write()}\n\n${after}`;
	}
	return text;
}
