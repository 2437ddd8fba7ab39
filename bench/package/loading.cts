import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What loading a package does in a process of its own, which has loaded a part of n8n before. */
export interface Loading {
	/** CPU time of the process with it, beside that before. */
	growth: number;
	/** Modules that came with it from outside the package. */
	foreign: number;
}

export interface Loaded {
	/** The folder with all code of the package. */
	code: string;
	/** Absolute paths; those outside of the package are what it imports. */
	files: readonly string[];
}

/** The nodes and credentials that n8n loads when it starts, as the manifest of the package names them. */
export const entriesOf = (
	root: string,
	{ nodes, credentials }: { nodes: string[]; credentials: string[] },
): Loaded => ({
	code: join(root, 'dist'),
	files: [...nodes, ...credentials].map((file) => join(root, file)),
});

/** What n8n does with the files of a package: it loads each and makes one of each class. */
const script = `
const [host, code, ...files] = process.argv.slice(1);
require(host);
const before = new Set(Object.keys(require.cache));
const cpu = () => { const { user, system } = process.cpuUsage(); return user + system; };
const start = cpu();
const isOurs = (name) => name.startsWith(code);
for (const file of files) {
	const exported = require(file);
	if (isOurs(file)) for (const Exported of Object.values(exported)) new Exported();
}
const growth = cpu() / start;
const added = Object.keys(require.cache).filter((name) => !before.has(name));
console.log(JSON.stringify({ growth, foreign: added.filter((name) => !isOurs(name)).length }));
`;

/**
 * Loads a package. Takes a second.
 *
 * @param host `n8n-core`, which every n8n has loaded, or `n8n-workflow`, which is all that a package may count on
 * @param userFolder where n8n-core writes its settings
 */
export const load = (host: 'n8n-core' | 'n8n-workflow', { code, files }: Loaded, userFolder: string): Loading => {
	const env = { ...process.env, N8N_USER_FOLDER: userFolder, N8N_LOG_LEVEL: 'silent' };
	const args = ['--eval', script, host, code, ...files];
	return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', env })) as Loading;
};
