import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * The one-way rule (see CONTRIBUTING.md): who may import what. Pure folders name what they may import;
 * everything else is forbidden, so a new folder or library has to be allowed here first.
 */
const PURE_LIBRARIES = ['zod', '@noble/hashes', 'diff', 'csv-parse/sync', 'csv-stringify/sync'];
const FILE = String.raw`[\w-]+\.ts$`;
const pure = (folder, allowed) => {
	const others = allowed.length ? String.raw`|\.\./(${allowed.join('|')})/${FILE}` : '';
	// The record has no words: others read it without this app.
	const words =
		folder === 'record' ? '' : String.raw`|\.\./(paraglide/(messages|runtime)\.js|locale\.ts)$`;
	const libraries = PURE_LIBRARIES.map((name) => `${name}(/|$)`).join('|');
	return only(
		`src/lib/${folder}/**/*.ts`,
		String.raw`\./${FILE}${others}${words}|${libraries}`,
		`${folder} is pure: it may import ${[...allowed, ...PURE_LIBRARIES].join(', ')}, by relative path with the ending.`
	);
};

/** These files import what `regex` matches and nothing else, and do no I/O. */
const only = (files, regex, message) => ({
	files: [files],
	ignores: ['**/*.test.ts', '**/testing*.ts', '**/histories.ts'],
	rules: {
		'no-restricted-imports': ['error', { patterns: [{ regex: `^(?!${regex})`, message }] }],
		'no-restricted-globals': ['error', 'fetch', 'process', 'localStorage', 'sessionStorage']
	}
});

/** A method of scoring is closed: what was computed with it has to be computed alike for good. */
const METHOD_FOLDER = {
	regex: String.raw`(^|/)method-\d+(/|\.ts$)`,
	message: 'A method of scoring is reached through scoring/methods.ts.'
};

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
		message: 'A form is read by action() of server/form.ts, any other body by readLimited().'
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
		files: ['src/**', 'tests/**', 'scripts/**'],
		rules: { 'no-restricted-imports': ['error', { patterns: [METHOD_FOLDER] }] }
	},
	pure('record', []),
	pure('scoring', ['record']),
	only(
		'src/lib/scoring/method-*/*.ts',
		String.raw`\./${FILE}|\.\./(types|mean)\.ts$|\.\./\.\./record/${FILE}`,
		'A method of scoring rests on itself, the record and the shapes that all methods share.'
	),
	only(
		'src/lib/scoring/methods.ts',
		String.raw`\./types\.ts$|\./method-\d+/index\.ts$`,
		'The registry of methods holds each of them whole.'
	),
	pure('roadmap', ['record', 'scoring']),
	pure('workspace', ['record', 'scoring', 'roadmap']),
	{
		...pure('view', ['record', 'scoring', 'roadmap', 'workspace']),
		files: ['src/lib/view/**/*.ts']
	},
	{
		files: ['src/**'],
		ignores: ['src/lib/server/**'],
		rules: { 'no-restricted-syntax': ['error', ...DATABASE_CALLS, ...BODY_READS] }
	},
	{
		files: [
			'src/lib/{record,roadmap,scoring,view,workspace,charts,components}/**',
			'src/routes/**',
			'src/hooks.server.ts'
		],
		// The descriptions in a JSON Schema are part of the format, which is English.
		ignores: ['**/*.test.ts', '**/testing*.ts', '**/histories.ts', '**/json-schema.ts'],
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
			'src/lib/server/{config,start-notes,import-report,operator}.ts',
			'src/lib/server/edge/{health,start}.ts'
		],
		rules: { 'no-restricted-syntax': ['error', ...BODY_READS, ...SPOKEN_TEXT] }
	},
	{
		// What the fold or the parser refuses goes to the log; what the JSON Schemas say is part of the data format.
		files: ['src/lib/record/{fold,parse}.ts', 'src/lib/roadmap/file/json-schema.ts'],
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
						METHOD_FOLDER,
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
