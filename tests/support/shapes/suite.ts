import { fc } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { entryShapes } from '../../../src/lib/record/shapes.ts';
import { checkNames } from '../../../scripts/shapes-sql.ts';
import { expectAgreement, isWhole, problemsOf, write, writeOddly, type Ask } from './agreement.ts';
import { EVIDENCE, EXAMPLES } from './examples.ts';
import { around, Written } from './odd-values.ts';
import { brokenFacts, randomFacts } from './random.ts';

type Entry = (typeof EXAMPLES)[number];
const of = (kind: Entry['kind'], at = 0) =>
	EXAMPLES.filter((example) => example.kind === kind)[at] as Entry & Record<string, unknown>;
const update = of('progress.reported');
const goal = of('goal.published');
const certificate = of('scorecard.certified') as Extract<Entry, { kind: 'scorecard.certified' }>;
const amended = of('organization.amended');
const link = EVIDENCE[0]!;
const file = EVIDENCE[3]!;
const redacted = EVIDENCE[6]!;
const evidence = (item: object) => ({ ...update, evidence: [item] });
const noted = (note: string) => ({ ...goal, target: { ...(goal.target as object), note } });
const closing = (as: string, successors: string[]) => ({ ...of('goal.closed'), as, successors });
const figures = (overall: object) => ({
	...certificate,
	figures: { ...certificate.figures, overall: { ...certificate.figures.overall, ...overall } }
});
const translated = (kind: 'goal.published' | 'goal.revised', change: object) => {
	const revision = of(kind);
	return { ...revision, translation: { ...(revision.translation as object), ...change } };
};

/** For each check, values on which a plain version of it goes wrong, and the right answer. */
const telling: Record<string, [facts: object, whole: boolean][]> = {
	text: [
		[noted(''), true],
		[noted('\u00ad'), true],
		[noted('a\0b'), false],
		[noted('\ud83e'), false],
		[noted('\udded\ud83e'), false],
		[noted('\ud83e\udded'), true],
		[noted('a\u200b'), false],
		[noted('می\u200cخواهم 👩\u200d🔬 Dampf\u00adschiff'), true],
		[noted('a\u200cb'), false]
	],
	filled_text: [
		[{ ...update, narrative: 'a\0b' }, false],
		[{ ...update, narrative: '\udded\ud83e' }, false],
		[{ ...update, narrative: '\u202e' }, false],
		[{ ...update, narrative: 'a\u202eb' }, false],
		[{ ...update, narrative: '\u00ad' }, false],
		[{ ...update, narrative: ' \u2800' }, false],
		[{ ...update, narrative: '\u00ada' }, true]
	],
	source: [
		[{ ...update, source: 'Dampf\u00adschiff' }, true],
		[{ ...update, source: 'HTTPS://a.example/Dampf\u00adschiff' }, false],
		[{ ...update, source: '\u00ad' }, false]
	],
	address: [
		[evidence({ ...link, url: 'https://a.example/می\u200cخ' }), false],
		[evidence({ ...link, url: 'https://a.example/\u00ad' }), false],
		[evidence({ ...link, url: 'https://a.example/é' }), true]
	],
	day: [
		[{ ...amended, effective_on: '2026-02-30' }, false],
		[{ ...amended, effective_on: '2024-02-29' }, true],
		[{ ...amended, effective_on: '1900-02-29' }, false],
		[{ ...amended, effective_on: '0000-01-01' }, false],
		[{ ...amended, effective_on: '0001-01-01' }, false],
		[{ ...amended, effective_on: '1899-12-31' }, false],
		[{ ...amended, effective_on: '1900-01-01' }, true],
		[{ ...amended, effective_on: '2200-12-31' }, true],
		[{ ...amended, effective_on: '2201-01-01' }, false],
		[{ ...amended, effective_on: '2026-11-21\n' }, false],
		[{ ...amended, effective_on: '٢٠٢٦-11-21' }, false]
	],
	moment: [
		[{ ...amended, recorded_at: '2026-02-30T09:30:00Z' }, false],
		[{ ...amended, recorded_at: '2026-11-21T24:00:00Z' }, false],
		[{ ...amended, recorded_at: '2026-11-21T09:30:00+00:00' }, false],
		[{ ...amended, recorded_at: '0001-01-01T00:00:00Z' }, true]
	],
	hundredths: [
		// 66.67 * 100 is 6667.000000000001.
		[figures({ claimed: 66.67 }), true],
		[figures({ claimed: 66.675 }), false],
		// The number that JavaScript reads is 66.67.
		[figures({ claimed: new Written('66.6700000000000000001') }), true],
		[figures({ claimed: new Written('1e-400') }), false],
		[figures({ claimed: new Written('1e400') }), false],
		[figures({ claimed: 100, evidenced: new Written('1e-400') }), true]
	],
	figures: [
		[figures({ claimed: undefined }), false],
		[figures({ n: 0, current: 0, reviewed: 0 }), false],
		[figures({ evidenced: 66.68 }), false],
		[figures({ evidenced: new Written('66.6700000000000000001') }), true],
		[figures({ current: 4 }), false],
		[figures({ reviewed: 4 }), false],
		[figures({ n: new Written('3.0') }), true],
		[figures({ delivery: { n: 2, on_time: 0 } }), false],
		[figures({ delivery: { n: 0, rate: 100, on_time: 0 } }), false],
		[figures({ delivery: { n: 0, on_time: 1 } }), false],
		[figures({ delivery: { n: 0, on_time: 0 } }), true]
	],
	certificate: [
		[{ ...certificate, as_of: '2026-09-29' }, false],
		[{ ...certificate, period: '2026-Q1', as_of: '2026-03-31' }, true],
		[{ ...certificate, period: '2026-Q4', as_of: '2026-12-31' }, true],
		[{ ...certificate, period: '2200-Q4', as_of: '2200-12-31' }, true],
		[{ ...certificate, period: '0001-Q1', as_of: '0001-03-31' }, false],
		[{ ...certificate, period: 'never' }, false],
		[{ ...certificate, reason: 'Why?' }, false],
		[{ ...certificate, corrects: 5 }, false]
	],
	registration: [
		[{ ...of('organization.registered'), kept_by: 'transcriber' }, false],
		[{ ...of('organization.registered'), kept_by_note: 'A note.' }, true],
		[{ ...of('organization.registered'), keeper: { name: 'A', url: 'https://a.example' } }, false]
	],
	revision: [
		[translated('goal.published', { criteria: ['一'] }), false],
		[translated('goal.published', { reason: '原因' }), false],
		[translated('goal.revised', { reason: '原因' }), true],
		[{ ...goal, target: undefined }, false],
		[{ ...goal, target: { on: '2027-01-31', basis: 'stated' } }, false],
		[{ ...translated('goal.published', { target_note: undefined }), target: undefined }, true],
		[{ ...goal, target_within: { days: 90, basis: 'stated' } }, false],
		[{ ...goal, condition: { text: 'Models can.' } }, false],
		[translated('goal.published', { condition: { text: '条件' } }), false]
	],
	closing: [
		[closing('split', ['b', 'b']), false],
		[closing('split', ['b', 'c', 'd']), true],
		[closing('split', ['b']), false],
		[closing('superseded', []), false],
		[closing('superseded', ['b', 'c']), false],
		[closing('withdrawn', ['b']), false],
		[closing('withdrawn', []), true]
	],
	evidence: [
		[{ ...update, evidence: EVIDENCE }, true],
		[evidence({ ...link, url: undefined }), false],
		[evidence({ ...link, sha256: 'a'.repeat(64) }), false],
		[evidence({ ...link, redaction: redacted.redaction }), false],
		[evidence({ ...file, sha256: undefined }), false],
		[evidence({ ...file, bytes: undefined }), false],
		[evidence({ ...file, url: link.url }), false],
		[evidence({ ...redacted, redaction: undefined }), false],
		// What must never become public.
		[evidence({ ...redacted, name: 'a.pdf' }), false],
		[evidence({ ...redacted, kind: 'link', sha256: undefined, url: link.url }), false],
		[evidence({ ...redacted, kind: 'link', sha256: undefined, archived_url: link.url }), false],
		[evidence({ ...redacted, kind: 'link' }), false]
	]
};

/** Likewise for what is no check made in code: patterns, lengths, numbers, fields. */
const words: [facts: object, whole: boolean][] = [
	...['\u0085', '\u180e', '\u200b', '\u2060'].map((title) => [{ ...goal, title }, false] as const),
	...['', '\u00a0', '\u2028', '\u3000', '\ufeff'].map(
		(title) => [{ ...goal, title }, false] as const
	),
	[{ ...goal, title: '🧭'.repeat(1_000) }, true],
	[{ ...goal, title: '🧭'.repeat(1_001) }, false],
	[evidence({ ...file, name: '🧭'.repeat(150) }), true],
	[evidence({ ...file, name: '🧭'.repeat(151) }), false],
	[evidence({ ...file, name: 'a\u009f' }), false],
	[evidence({ ...file, sha256: 'A'.repeat(64) }), false],
	[evidence({ ...link, url: 'https://a\u0085b' }), false],
	[{ ...goal, title: '\u1361' }, true],
	[evidence({ ...link, url: 'https://a\u3000b' }), false],
	[{ ...goal, organization: 'ａ' }, false],
	[{ ...goal, organization: 'a\n' }, false],
	[{ ...certificate, period: '٢٠٢٦-Q3' }, false],
	[{ ...goal, seq: new Written('1.0') }, true],
	[{ ...goal, seq: new Written('1.00000000000000000000001') }, true],
	[{ ...goal, seq: new Written('9007199254740991') }, true],
	[{ ...goal, seq: new Written('9007199254740992') }, false],
	[{ ...goal, seq: new Written('1e400') }, false],
	[{ ...goal, seq: new Written('1e140000') }, false],
	[{ ...goal, seq: true }, false],
	[{ ...goal, seq: '1' }, false],
	[{ ...update, grade: new Written('2.0') }, true],
	[{ ...update, grade: new Written('-0') }, true],
	[{ ...update, grade: 2.5 }, false],
	[{ ...update, evidence: {} }, false],
	[{ ...update, evidence: [null] }, false],
	[{ ...update, evidence: null }, false],
	[{ ...goal, criteria: ['One', ['Two']] }, false],
	[{ ...goal, outlook: ['likely'] }, false],
	[{ ...goal, outlook: null }, false],
	[{ ...goal, kind: 'goal.revised' }, false],
	[{ ...goal, kind: 'goal.PUBLISHED' }, false],
	[{ ...goal, another: 1 }, false],
	[{ ...goal, target: { ...(goal.target as object), another: 1 } }, false],
	[Object.fromEntries([...Object.entries(goal), ['__proto__', {}]]), false],
	[Object.fromEntries([...Object.entries(goal), ['toString', 'x']]), false]
].map(([facts, whole]) => [facts as object, whole as boolean]);

/** The tests that PGlite and Postgres both have to pass; `connect` is called within them. */
export function shapeTests(connect: () => Ask): void {
	const ask: Ask = (sql, parameters) => connect()(sql, parameters);
	const bodies = (facts: readonly unknown[]) => facts.map(write);

	test('good entries of every kind are whole', async () => {
		const kinds = EXAMPLES.map(({ kind }) => kind);
		expect(new Set(kinds)).toEqual(new Set(Object.keys(entryShapes())));
		const whole = await expectAgreement(ask, bodies(EXAMPLES));
		expect(kinds.filter((_, at) => !whole[at])).toEqual([]);
	});

	test('facts at random are whole to both or to neither', async () => {
		const kinds = Object.keys(entryShapes()) as Entry['kind'][];
		const facts = kinds.flatMap((kind) => randomFacts(kind, 120));
		const whole = await expectAgreement(ask, bodies(facts));
		expect(new Set(whole)).toEqual(new Set([true, false]));
	});

	test('broken facts are whole to both or to neither', async () => {
		const whole = await expectAgreement(ask, bodies(fc.sample(brokenFacts, 2_000)));
		expect(new Set(whole)).toEqual(new Set([true, false]));
	});

	describe('the checks made in code', () => {
		test('are those of which the answers are known', () => {
			expect(Object.keys(telling).sort()).toEqual(checkNames(Object.values(entryShapes())));
		});

		test.each(Object.entries(telling))('%s', async (_, samples) => {
			const whole = await expectAgreement(ask, bodies(samples.map(([facts]) => facts)));
			expect(whole).toEqual(samples.map(([, wanted]) => wanted));
			expect(new Set(whole)).toEqual(new Set([true, false]));
		});
	});

	test('patterns, lengths, numbers and fields', async () => {
		const whole = await expectAgreement(ask, bodies(words.map(([facts]) => facts)));
		expect(words.filter(([, wanted], at) => whole[at] !== wanted)).toEqual([]);
	});

	test('texts of a length at the limit', async () => {
		const at = (limit: number, facts: (text: string) => object) => around(limit).map(facts);
		const whole = await expectAgreement(
			ask,
			bodies([
				...at(100_000, (narrative) => ({ ...update, narrative })),
				...at(8_000, (source) => ({ ...update, source })),
				...at(1_000, (title) => ({ ...goal, title })),
				...at(8_000 - 8, (rest) => evidence({ ...link, url: `https://${rest}` })),
				...[999, 1_000, 1_001].map((count) => ({
					...of('goal.published', 1),
					criteria: Array(count).fill('x')
				}))
			])
		);
		expect(whole.filter(Boolean)).toHaveLength(4 * 9 + 2);
	});

	test('order, spaces, escapes and fields given twice change nothing', async () => {
		const facts = [...EXAMPLES, ...fc.sample(brokenFacts, 300)];
		const oddly = await expectAgreement(ask, facts.map(writeOddly));
		expect(oddly).toEqual(bodies(facts).map(isWhole));
		// Of a field given twice the last counts, to both.
		const twice = write(goal).replace(/\}$/, ',"area":"elsewhere"}');
		expect(await expectAgreement(ask, [twice, twice.replace('elsewhere', 'policy')])).toEqual([
			false,
			true
		]);
	});

	test('what is deep is refused before it is read', async () => {
		const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
		const body = (value: string) => write(goal).replace(/\}$/, `,"another":${value}}`);
		const texts = [31, 32, 5_000, 20_000, 100_000].map((levels) => body(deep(levels)));
		// Brackets in a text are none.
		texts.push(write({ ...goal, title: '[{"\\['.repeat(100) }));
		expect(await problemsOf(ask, texts)).toEqual([
			'/another additionalProperties',
			' depth',
			' depth',
			' depth',
			' depth',
			null
		]);
	});

	test('a problem says where it is and what it is', async () => {
		const said = [
			evidence({ ...link, title: 'x'.repeat(1_001) }),
			{ ...goal, statement: undefined },
			{ ...goal, criteria: ['One', 2] },
			{ ...update, grade: 5 },
			{ ...amended, seq: 0 },
			{ ...amended, two_person_rule: 'yes' },
			closing('split', ['b']),
			figures({ current: 4 }),
			{ kind: 'goal.invented' }
		];
		expect(await problemsOf(ask, bodies(said))).toEqual([
			'/evidence/0/title maxLength',
			'/statement required',
			'/criteria/1 type',
			'/grade enum',
			'/seq minimum',
			'/two_person_rule type',
			' closing',
			'/figures/overall figures',
			' kind'
		]);
	});

	test('the database alone refuses a number with more decimals than it can hold', async () => {
		const body = write(figures({ evidenced: new Written('1e-20000') }));
		expect(isWhole(body)).toBe(true);
		expect(await problemsOf(ask, [body])).toEqual([' text']);
	});

	test('what is no JSON is refused', async () => {
		const rows = await ask(
			`select private.entry_problem('goal.closed', body) as problem
			 from unnest($1::text[]) with ordinality as t (body, n) order by n`,
			[['', '{', '{"a":01}', '{"a":NaN}', '"\\ud800"', '"\\u0000"', 'null', '[]', '1']]
		);
		expect(rows.map(({ problem }) => problem)).toEqual([
			...Array<string>(6).fill(' text'),
			...Array<string>(3).fill(' type')
		]);
	});
}
