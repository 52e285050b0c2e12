import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Pure rooms do no I/O. What each may import is in .dependency-cruiser.mjs. */
const OF_TESTS = ['**/*.test.ts', '**/testing*.ts', '**/histories.ts'];

/**
 * Who may import what is kept by dependency-cruiser, which compiles components before it reads them: it
 * does not see what they import for its types alone.
 */
const typesOf = (folder) => ({
	group: [`$lib/${folder}/**`, `**/lib/${folder}/**`],
	message: 'Neither code nor types come from there.'
});
const TYPES_OF_SERVER = typesOf('server');
const TYPES_OF_DRAFTS = typesOf('drafts');

/** The database's verbs belong to lib/server. */
const DATABASE_CALLS = [
	{
		selector:
			'CallExpression[callee.property.name=/^(from|rpc)$/][callee.object.name!=/^(Array|Buffer|Object|fc|Uint8Array)$/]',
		message: 'Only src/lib/server speaks to the database.'
	}
];

/** A body is read within its route's limits, after it is known who may post. */
const BODY_READS = [
	{
		selector:
			'CallExpression[callee.property.name=/^(arrayBuffer|blob|bytes|formData|json|text)$/]:matches([callee.object.name="request"], [callee.object.property.name="request"])',
		message: 'A form is read by action() of server/http/form.ts, any other body by readLimited().'
	}
];

/**
 * What a person reads stands in messages/. Two words in a row, or one with a capital, are taken for
 * such a text; what goes into a thrown Error or the log is for whoever runs the instance, in English.
 */
const SPOKEN = String.raw`/\p{L}{2,}[,.;:]? \p{L}{2,}|^\s*\p{Lu}\p{Ll}{2,}|\p{Script=Han}/u`;
const CATALOGUE = 'Text that a person reads belongs in messages/, in both languages.';
const NOT_SPOKEN = [
	'NewExpression[callee.name=/(Error|Fault)$/] *',
	'CallExpression[callee.object.name="console"] *',
	'CallExpression[callee.object.callee.name="log"] *',
	'CallExpression[callee.property.name=/^(select|order|or)$/] *',
	'ImportDeclaration *',
	'TSLiteralType *'
].join(', ');
const SPOKEN_TEXT = [
	{
		selector: String.raw`:not(SvelteStyleElement) > SvelteText[value=/^(?!\s*(· )?Waymark\s*$)[^]*\p{L}{2,}/u]`,
		message: CATALOGUE
	},
	{
		selector: `SvelteAttribute:not([key.name=/^(class|style|d|rel|viewBox|transform|points|sandbox)$/]) > SvelteLiteral[value=${SPOKEN}]`,
		message: CATALOGUE
	},
	{ selector: `Literal[value=${SPOKEN}]:not(${NOT_SPOKEN})`, message: CATALOGUE },
	{ selector: `TemplateElement[value.cooked=${SPOKEN}]:not(${NOT_SPOKEN})`, message: CATALOGUE }
];

export default ts.config(
	{
		ignores: [
			'.svelte-kit',
			'build',
			'data',
			'test-results',
			'playwright-report',
			'src/lib/paraglide',
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
	{
		files: ['src/lib/{log,record,scoring,roadmap,view,drafts}/**/*.ts'],
		ignores: OF_TESTS,
		rules: {
			'no-restricted-globals': ['error', 'fetch', 'process', 'localStorage', 'sessionStorage'],
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: String.raw`^(\$|\.(?!.*\.(ts|js|json)$))`,
							message: 'Node reads this without Vite: a relative path with its ending.'
						}
					]
				}
			]
		}
	},
	{
		files: ['src/**/*.svelte'],
		rules: { 'no-restricted-imports': ['error', { patterns: [TYPES_OF_SERVER] }] }
	},
	{
		files: ['src/routes/(public)/**/*.svelte'],
		rules: {
			'no-restricted-imports': ['error', { patterns: [TYPES_OF_SERVER, TYPES_OF_DRAFTS] }]
		}
	},
	{
		files: ['src/**'],
		ignores: ['src/lib/server/**'],
		rules: { 'no-restricted-syntax': ['error', ...DATABASE_CALLS, ...BODY_READS] }
	},
	{
		files: [
			'src/lib/{log,record,roadmap,scoring,view,drafts,components}/**',
			'src/routes/**',
			'src/hooks.server.ts'
		],
		// The descriptions in a JSON Schema are part of the format, which is English.
		ignores: [...OF_TESTS, '**/json-schema.ts'],
		rules: {
			'no-restricted-syntax': ['error', ...DATABASE_CALLS, ...BODY_READS, ...SPOKEN_TEXT]
		}
	},
	{
		files: ['src/lib/server/**'],
		ignores: [
			'**/*.test.ts',
			'src/lib/server/backend/**',
			'src/lib/server/database.types.ts',
			// Read in the terminal of whoever runs the instance, which is English.
			'src/lib/server/config.ts',
			'src/lib/server/operator/{operator,start-notes}.ts',
			'src/lib/server/imports/import-report.ts',
			'src/lib/server/edge/{health,start}.ts'
		],
		rules: { 'no-restricted-syntax': ['error', ...BODY_READS, ...SPOKEN_TEXT] }
	},
	{
		// What the fold or the parser refuses goes to the log; what the JSON Schemas say is part of the data format.
		files: ['src/lib/record/{fold,parse,place/*}.ts', 'src/lib/roadmap/file/json-schema.ts'],
		rules: { 'no-restricted-syntax': ['error', ...DATABASE_CALLS] }
	}
);
