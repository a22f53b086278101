import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-eslint';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Rules that hold everywhere, in .ts and in .svelte. */
const house = {
	'@typescript-eslint/no-explicit-any': 'error',
	'@typescript-eslint/no-non-null-assertion': 'error',
	'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
	'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
	'@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
	eqeqeq: ['error', 'always'],
	'no-eval': 'error',
	'no-console': 'off',
};

/** Rules that need types: a forgotten await in a clinical write is an entry that could be lost. */
const typed = {
	'@typescript-eslint/no-floating-promises': 'error',
	'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
	'@typescript-eslint/await-thenable': 'error',
	'@typescript-eslint/switch-exhaustiveness-check': [
		'error',
		{ considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
	],
};

export default ts.config(
	{
		ignores: [
			'**/node_modules/',
			'**/build/',
			'**/dist/',
			'**/.svelte-kit/',
			'**/generated/',
			'**/golden/',
			'**/migrations/',
			'out/',
			'.data/',
			'.turbo/',
		],
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{ rules: house },
	{
		files: ['**/*.ts'],
		languageOptions: {
			globals: globals.node,
			parserOptions: { projectService: true, tsconfigRootDir: root, extraFileExtensions: ['.svelte'] },
		},
		rules: { ...typed, 'no-undef': 'off' },
	},
	{
		files: ['apps/workspace/**/*.svelte', 'apps/workspace/**/*.svelte.ts'],
		languageOptions: {
			globals: globals.browser,
			parserOptions: {
				parser: ts.parser,
				projectService: true,
				tsconfigRootDir: root,
				extraFileExtensions: ['.svelte'],
			},
		},
		rules: {
			...typed,
			'no-undef': 'off',
			'svelte/no-at-html-tags': 'error',
			'svelte/require-each-key': 'error',
			// `resolve()` is for internal links; hrefs that a component is given are already resolved.
			'svelte/no-navigation-without-resolve': 'off',
		},
	},
	{
		files: ['apps/workspace/**/*.ts', 'apps/workspace/**/*.svelte'],
		// Sets and maps in state are `ReadonlySet`s that are replaced, never changed.
		rules: { 'svelte/prefer-svelte-reactivity': 'off' },
	},
	{
		files: ['**/*.js', '**/*.mjs'],
		...ts.configs.disableTypeChecked,
		languageOptions: { globals: globals.node },
	},
);
