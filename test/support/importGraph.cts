import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

/** Every file with what it imports: paths of files relative to the repository, and names of packages. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const isSource = (file: string): boolean => /\.c?ts$/.test(file) && !file.endsWith('.d.ts');

const filesBelow = (root: string, folder: string): string[] =>
	readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
		.filter((file) => !file.includes('node_modules/'));

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();

/** The file an import leads to, or the name of a package as it stands. Throws if there is no such file. */
const targetOf = (root: string, file: string, specifier: string): string => {
	if (!specifier.startsWith('.')) return specifier;
	const path = posix.join(dirname(file), specifier);
	const found = [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => isFile(join(root, candidate)));
	if (found === undefined) throw new Error(`${file} imports ${specifier}, which is not there`);
	return found;
};

/** What a source file imports, in every form: also types, `export from`, `import()` and `require`. */
export const specifiersIn = (text: string): string[] =>
	ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);

/** @param folders those whose files are read, with all folders in them */
export const readImports = (root: string, folders: readonly string[]): ImportGraph =>
	new Map(
		folders
			.flatMap((folder) => filesBelow(root, folder))
			.filter(isSource)
			.map((file) => {
				const specifiers = specifiersIn(readFileSync(join(root, file), 'utf8'));
				return [file, specifiers.map((specifier) => targetOf(root, file, specifier))];
			}),
	);

/** How many files each folder holds by itself. */
export const folderSizes = (root: string, folders: readonly string[]): Map<string, number> => {
	const sizes = new Map<string, number>();
	for (const file of folders.flatMap((folder) => filesBelow(root, folder))) {
		if (!basename(file).startsWith('.')) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
	}
	return sizes;
};

/** One circle of imports, as the files on it; undefined if there is none. */
export const findCircle = (graph: ImportGraph): string[] | undefined => {
	const done = new Set<string>();
	const visit = (file: string, path: readonly string[]): string[] | undefined => {
		if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
		if (done.has(file)) return undefined;
		for (const target of graph.get(file) ?? []) {
			const circle = visit(target, [...path, file]);
			if (circle) return circle;
		}
		done.add(file);
		return undefined;
	};
	for (const file of graph.keys()) {
		const circle = visit(file, []);
		if (circle) return circle;
	}
	return undefined;
};

/** The imports that `isAllowed` refuses, as `file → target`. */
export const refusedImports = (graph: ImportGraph, isAllowed: (file: string, target: string) => boolean): string[] =>
	[...graph].flatMap(([file, targets]) =>
		targets.filter((target) => !isAllowed(file, target)).map((target) => `${file} → ${target}`),
	);
