/**
 * The one-way rule (see CONTRIBUTING.md): who may import what, types included, and no circles. Rooms name
 * what they may import and everything else is refused, so a new folder or library has to be allowed here
 * first. dependency-cruiser and not eslint-plugin-boundaries, which looks at one file after another and so
 * sees no circle.
 */

/** Tests and what only they use may do I/O and reach anywhere; circles are refused there too. */
const OF_TESTS = String.raw`\.test\.ts$|/testing[\w-]*\.ts$|/histories\.ts$`;
const PUBLIC = String.raw`^src/routes/(\(public\)|api|sitemap\.xml)/`;
const POSTING = String.raw`^src/routes/api/v1/organizations/\[slug\]/(files|goals/\[key\]/updates)/\+server\.ts$`;

const rooms = (...names) => names.map((name) => `^src/lib/${name}/`);
const packages = (...names) => names.map((name) => `^node_modules/${name}/`);
/** The catalogue's messages, and the language they are in. */
const WORDS = [
	String.raw`^src/lib/paraglide/(messages|runtime)\.js$`,
	String.raw`^src/lib/locale\.ts$`
];

/** A room that imports itself and what is named, and nothing else: it does no I/O. */
const only = (room, ...may) => ({
	name: `${room}-is-pure`,
	severity: 'error',
	from: { path: rooms(room), pathNot: OF_TESTS },
	to: { pathNot: [...rooms(room), ...may.flat()] }
});

const refused = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
	forbidden: [
		refused(
			'no-circles',
			'Move what both need to where it belongs.',
			// A component that draws a tree imports itself.
			{ pathNot: '/JsonValue[.]svelte$' },
			{ circular: true }
		),

		only('log', packages('@noble/hashes')),
		// The record and its scores have no words: others read them without this app.
		only('record', rooms('log'), packages('zod')),
		only('scoring', rooms('record', 'log')),
		only('roadmap', rooms('scoring', 'record', 'log'), packages('zod', 'jsonc-parser'), WORDS),
		only(
			'drafts',
			rooms('roadmap', 'scoring', 'record', 'log'),
			packages('zod', 'csv-parse', 'csv-stringify'),
			WORDS
		),
		only('view', rooms('drafts', 'roadmap', 'scoring', 'record', 'log'), packages('diff'), WORDS),
		only(
			'components',
			rooms('view', 'drafts', 'roadmap', 'scoring', 'record', 'log'),
			packages('svelte', 'chart\\.js', '@inlang/paraglide-js-svelte', '@sveltejs/kit'),
			[String.raw`^\$app/`],
			WORDS
		),

		refused(
			'methods-are-closed',
			'What was computed with a method has to be computed alike for good: it rests on itself, the record and the shapes that all methods share.',
			{ path: String.raw`^src/lib/scoring/(method-\d+)/`, pathNot: OF_TESTS },
			{
				pathNot: [
					'^src/lib/scoring/$1/',
					String.raw`^src/lib/scoring/(types|mean)\.ts$`,
					'^src/lib/record/'
				]
			}
		),
		refused(
			'methods-are-reached-through-the-registry',
			'A method of scoring is reached through scoring/methods.ts.',
			{ pathNot: String.raw`^src/lib/scoring/(method-\d+/|methods\.ts$)` },
			{ path: String.raw`^src/lib/scoring/method-\d+/` }
		),
		refused(
			'the-registry-holds-methods-whole',
			'It knows their shapes and their index, and nothing else.',
			{ path: String.raw`^src/lib/scoring/methods\.ts$` },
			{ pathNot: String.raw`^src/lib/scoring/(types\.ts|method-\d+/index\.ts)$` }
		),

		refused(
			'only-routes-use-the-server',
			'What both need belongs in a pure room.',
			{ path: '^src/lib/', pathNot: ['^src/lib/server/', OF_TESTS] },
			{ path: '^src/lib/server/' }
		),
		refused(
			'nobody-imports-routes',
			'What two pages use belongs in a room of src/lib.',
			{ path: '^(src/lib|src/params|scripts)/' },
			{ path: '^src/routes/' }
		),
		refused(
			'the-server-draws-nothing',
			'A page is drawn by its route.',
			{ path: '^src/lib/server/' },
			{ path: '^src/lib/components/' }
		),
		refused(
			'only-the-server-speaks-to-the-database',
			'Ask for it in src/lib/server.',
			{ path: '^src/', pathNot: '^src/lib/server/' },
			{ path: '^node_modules/@supabase/' }
		),

		refused(
			'public-pages-read-the-record-only',
			'Of the server, what folds the record, what answers over HTTP with it, draws pictures, and public files.',
			{ path: [PUBLIC, '^src/lib/server/api/'], pathNot: [POSTING, OF_TESTS] },
			{
				path: ['^src/lib/(server|drafts)/', '^node_modules/@supabase/'],
				pathNot: [
					'^src/lib/server/(record|cache|api|pictures)/',
					String.raw`^src/lib/server/(log|markdown)\.ts$`,
					String.raw`^src/lib/server/files/(headers|public)\.ts$`,
					String.raw`^src/lib/server/posting/problems\.ts$`
				]
			}
		),
		refused(
			'posting-is-the-part-of-the-api-that-writes',
			'It is asked with a token, and never with a session.',
			{ path: POSTING },
			{ path: '^src/lib/server/', pathNot: '^src/lib/server/posting/' }
		)
	],
	options: {
		doNotFollow: { path: ['^node_modules/', '^src/lib/paraglide/'] },
		tsPreCompilationDeps: true,
		// Made by `svelte-kit sync`, with the paths of $lib from where it stands.
		tsConfig: { fileName: '.svelte-kit/tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'types', 'default']
		}
	}
};
