import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** The one-way rule (see CONTRIBUTING.md): who may import what. */
const NODE = { group: ['node:*'], message: 'Pure code does no I/O.' };
const OUTWARD = {
	group: ['**/server/**', '**/routes/**', '**/components/**', '$app/*', '$env/*', '$lib/*'],
	message: 'Pure code imports only zod, its hashing library and other pure folders, by relative path.'
};
const pure = (folder, forbidden) => ({
	files: [`src/lib/${folder}/**/*.ts`],
	ignores: ['**/*.test.ts', '**/testing*.ts', '**/histories.ts'],
	rules: {
		'no-restricted-imports': [
			'error',
			{
				patterns: [
					NODE,
					OUTWARD,
					...forbidden.map((name) => ({
						group: [`../${name}/*`],
						message: `${folder} may not import ${name}: arrows run one way.`
					}))
				]
			}
		]
	}
});

/** The databases verbs belong to lib/server. */
const DATABASE_CALLS = [
	{
		selector: 'CallExpression[callee.property.name=/^(from|rpc)$/][callee.object.name!="Array"][callee.object.name!="Buffer"][callee.object.name!="Object"]',
		message: 'Only src/lib/server speaks to the database.'
	}
];

export default ts.config(
	{
		ignores: [
			'.svelte-kit',
			'build',
			'data',
			'test-results',
			'playwright-report',
			'src/lib/server/database.types.ts'
		]
	},
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		rules: {
			// TypeScript knows every name.
			'no-undef': 'off',
			// Addresses here are plain paths at the root of the site; there is no base path to resolve.
			'svelte/no-navigation-without-resolve': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				projectService: true,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		}
	},
	pure('record', ['scoring', 'roadmap', 'workspace', 'view']),
	pure('scoring', ['roadmap', 'workspace', 'view']),
	pure('roadmap', ['workspace', 'view']),
	pure('workspace', ['view']),
	pure('view', []),
	{
		files: ['src/routes/**', 'src/lib/components/**', 'src/lib/charts/**', 'src/hooks.server.ts'],
		rules: { 'no-restricted-syntax': ['error', ...DATABASE_CALLS] }
	},
	{
		// Public pages are drawn from the record alone.
		files: ['src/routes/(public)/**', 'src/routes/api/**', 'src/routes/sitemap.xml/**'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							group: [
								'$lib/server/workspace/*',
								'$lib/server/backend/*',
								'$lib/server/session*',
								'$lib/server/import*',
								'$lib/workspace/*',
								'@supabase/*'
							],
							message: 'Public pages read the record only.'
						}
					]
				}
			]
		}
	}
);
