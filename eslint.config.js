import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The one-way rule (see CONTRIBUTING.md): who may import what. Pure folders name what they may import;
 * everything else is forbidden, so a new folder or library has to be allowed here first.
 */
const PURE_LIBRARIES = ['zod', '@noble/hashes', 'diff'];
const pure = (folder, allowed) => {
	const local = String.raw`\./[\w-]+\.ts$`;
	const others = allowed.length ? String.raw`|\.\./(${allowed.join('|')})/[\w-]+\.ts$` : '';
	const libraries = PURE_LIBRARIES.map((name) => `${name}(/|$)`).join('|');
	return {
		files: [`src/lib/${folder}/**/*.ts`],
		ignores: ['**/*.test.ts', '**/testing*.ts', '**/histories.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: `^(?!${local}${others}|${libraries})`,
							message: `${folder} is pure: it may import ${[...allowed, ...PURE_LIBRARIES].join(', ')}, by relative path with the ending.`
						}
					]
				}
			],
			'no-restricted-globals': ['error', 'fetch', 'process', 'localStorage', 'sessionStorage']
		}
	};
};

/** The database's verbs belong to lib/server. */
const DATABASE_CALLS = [
	{
		selector:
			'CallExpression[callee.property.name=/^(from|rpc)$/][callee.object.name!=/^(Array|Buffer|Object|fc|Uint8Array)$/]',
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
	pure('record', []),
	pure('scoring', ['record']),
	pure('roadmap', ['record', 'scoring']),
	pure('workspace', ['record', 'scoring', 'roadmap']),
	{
		...pure('view', ['record', 'scoring', 'roadmap', 'workspace', 'charts']),
		files: ['src/lib/view/**/*.ts']
	},
	{
		files: ['src/**'],
		ignores: ['src/lib/server/**'],
		rules: { 'no-restricted-syntax': ['error', ...DATABASE_CALLS] }
	},
	{
		// Public pages are drawn from the record alone.
		files: [
			'src/routes/(public)/**',
			'src/routes/api/**',
			'src/routes/sitemap.xml/**',
			'src/lib/server/api/**'
		],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex:
								'(^@supabase/)|((server|\\.\\.)/(workspace|backend|session|import|attempts)[./])|(lib/workspace/)',
							message: 'Public pages read the record only.'
						}
					]
				}
			]
		}
	}
);
