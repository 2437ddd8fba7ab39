// The second lint: everything n8n's own lint does not judge, that is tests, sandbox, scripts and benchmarks.
import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['**/node_modules/', 'dist/', '.build/', '.run/', '.host/', 'coverage/'] },
	{
		files: ['**/*.{js,cjs,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: { globals: globals.node, ecmaVersion: 2023 },
	},
	{ files: ['**/*.{js,cjs}'], languageOptions: { sourceType: 'commonjs' } },
	{ files: ['sandbox/console/**/*.js'], languageOptions: { globals: globals.browser, sourceType: 'module' } },
	// What is evaluated in a page.
	{ files: ['test/browser/**/*.cjs'], languageOptions: { globals: globals.browser } },
	{
		files: ['**/*.cts'],
		extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { project: './test/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
		rules: {
			'@typescript-eslint/require-await': 'off',
			// Values of JSON are turned into text all over the tests.
			'@typescript-eslint/no-base-to-string': 'off',
		},
	},
);
