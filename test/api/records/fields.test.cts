import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import * as tables from '../../../api/records/fields';
import type { FieldTable } from '../../../api/records/fields';

const root = resolve(__dirname, '../../..');
const declaration = join(root, 'api/records/fields/field.ts');
const config = ts.getParsedCommandLineOfConfigFile(
	join(root, 'tsconfig.json'),
	{},
	{
		...ts.sys,
		onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
			throw new Error(String(messageText));
		},
	},
);

/** The attributes a field can have that no code outside of the tables reads, where field.ts holds `text`. */
const deadAttributes = (text: string): string[] => {
	const contentOf = (path: string) => (resolve(path) === declaration ? text : ts.sys.readFile(path));
	const service = ts.createLanguageService({
		...ts.sys,
		getCompilationSettings: () => config?.options ?? {},
		getScriptFileNames: () => config?.fileNames ?? [],
		getScriptVersion: () => '',
		getScriptSnapshot: (path) => ts.ScriptSnapshot.fromString(contentOf(path) ?? ''),
		getCurrentDirectory: () => root,
		getDefaultLibFileName: ts.getDefaultLibFilePath,
		useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
		readFile: contentOf,
	});
	const attributes = service
		.getProgram()
		?.getSourceFile(declaration)
		?.statements.filter(ts.isInterfaceDeclaration)
		.filter(({ name }) => name.text === 'Field')
		.flatMap(({ members }) => [...members].flatMap(({ name }) => name ?? []));
	const isDead = (attribute: ts.PropertyName): boolean =>
		(service.findReferences(declaration, attribute.getStart()) ?? [])
			.flatMap(({ references }) => references)
			.every(({ fileName }) => fileName.startsWith(join(root, 'api/records/fields/')));
	return (attributes ?? []).filter(isDead).map((attribute) => attribute.getText());
};

describe('an attribute of a field', () => {
	const label = 'readonly label: string;';
	const planted = `${label} readonly unread?: true;`;
	const dead = deadAttributes(readFileSync(declaration, 'utf8').replace(label, planted));

	it('is read by code outside of the tables', () => {
		expect(dead.filter((name) => name !== 'unread')).toEqual([]);
	});

	it('would be found if no code read it', () => {
		expect(dead).toContain('unread');
	});
});

describe('a total of an order', () => {
	it('is made of fields that an order item has', () => {
		const shares = Object.values(tables.orderFields as FieldTable).flatMap(({ itemShare = [] }) => itemShare);
		expect(Object.keys(tables.orderItemFields)).toEqual(expect.arrayContaining(shares));
		expect(shares).not.toEqual([]);
	});
});
