import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as parts from '../../record/parts.ts';
import { readQuery } from '../../server/api/query.ts';
import { blankEvidence } from '../../drafts/evidence/evidence-form.ts';
import { check } from '../../drafts/form.ts';
import { revisionTranslation } from '../../drafts/kinds/translation-form.ts';
import { updateForm } from '../../drafts/kinds/update-form.ts';
import { codeForm } from '../../drafts/people/account-form.ts';
import { setUpForm } from '../../drafts/people/set-up-form.ts';
import { readSheet } from '../../drafts/sheet/sheet-file.ts';
import { planSheet } from '../../drafts/sheet/sheet-plan.ts';
import { readPost } from '../../drafts/post/post-body.ts';
import { parseRoadmap } from '../parse.ts';
import { shapeWords } from './shape-words.ts';

const long = (limit: number) => 'x'.repeat(limit + 1);
const BAD_CHARACTERS = 'has a character that cannot be stored (NUL, or half of a surrogate pair)';
const ADDRESS = 'must be a web address that begins with http:// or https://';
const said: [part: keyof typeof parts, bad: unknown, words: string][] = [
	['freeText', long(100_000), 'is longer than 100,000 characters'],
	['freeText', 'a\0', BAD_CHARACTERS],
	['freeText', '\ud83e', BAD_CHARACTERS],
	[
		'freeText',
		'Goal \u202etxt',
		'holds U+202E (right-to-left override), which nobody sees, after “Goal”: take it out'
	],
	['freeText', '\u200b', 'begins with U+200B (zero-width space), which nobody sees: take it out'],
	['fullText', '\u3000', 'must not be empty'],
	['fullText', '\u200b\ufeff', 'must not be empty'],
	['fullText', '\ufeff', 'must not be empty'],
	['shortText', '\u00ad', 'must not be empty'],
	[
		'shortText',
		`${'x'.repeat(30)}\n\u2066`,
		`holds U+2066 (left-to-right isolate), which nobody sees, after “${'x'.repeat(20)}”: take it out`
	],
	[
		'source',
		'https://a.example/\u00ad',
		'holds U+00AD (soft hyphen), which nobody sees, after “https://a.example/”: take it out'
	],
	[
		'webAddress',
		'https://a.example/b\u200b',
		'holds U+200B (zero-width space), which nobody sees, after “https://a.example/b”: take it out'
	],
	['key', 'a\u200b', 'holds U+200B (zero-width space), which nobody sees, after “a”: take it out'],
	[
		'day',
		'2026-03-01\u200e',
		'holds U+200E (left-to-right mark), which nobody sees, after “2026-03-01”: take it out'
	],
	[
		'sha256',
		`${'a'.repeat(64)}\ufeff`,
		`holds U+FEFF (byte order mark), which nobody sees, after “${'a'.repeat(20)}”: take it out`
	],
	['fullText', long(100_000), 'is longer than 100,000 characters'],
	['shortText', '', 'must not be empty'],
	['shortText', long(1_000), 'is longer than 1,000 characters'],
	['source', ' ', 'must not be empty'],
	['source', long(8_000), 'is longer than 8,000 characters'],
	['key', 'A', 'must be lower-case letters and digits in words joined by single hyphens'],
	['key', long(60), 'is longer than 60 characters'],
	['day', '1899-12-31', 'must be a day from 1900-01-01 to 2200-12-31'],
	['day', '2201-01-01', 'must be a day from 1900-01-01 to 2200-12-31'],
	['day', '2026-02-30', 'must be a calendar day written YYYY-MM-DD'],
	['webAddress', 'javascript:alert(1)', ADDRESS],
	[
		'webAddress',
		'https://a.example/b c',
		'holds a space after “https://a.example/b”: take it out, or write it as %20'
	],
	[
		'webAddress',
		'https://a.example/b\nc',
		'holds a line break or a tab after “https://a.example/b”: an address is one line'
	],
	[
		'webAddress',
		'https://',
		'cannot be opened: behind http:// or https:// stands the name of a host, such as example.org'
	],
	[
		'webAddress',
		'https://a.example:99999',
		'cannot be opened: behind http:// or https:// stands the name of a host, such as example.org'
	],
	['webAddress', 'a b', ADDRESS],
	['webAddress', `https://${long(8_000)}`, 'is longer than 8,000 characters'],
	['recordedAddress', 'https://', ADDRESS],
	['sha256', 'g', 'must be 64 hexadecimal digits'],
	['grade', 5, 'must be a whole number from 0 to 4'],
	['grade', '1', 'must be a whole number from 0 to 4'],
	['criteria', Array(1_001).fill('x'), 'has more than 1000 items: shorten it']
];

test.each(said)('%s: what is wrong with it is said in words', (part, bad, words) => {
	const schema = parts[part] as z.ZodType;
	const read = (reader: z.ZodType, value: unknown) =>
		reader.safeParse(value, { error: shapeWords }).error!.issues.map(({ message }) => message);
	expect(read(schema, bad)).toEqual([words]);
	// Wherever it stands.
	expect(read(z.object({ at: z.array(schema.optional()) }), { at: [bad] })).toEqual([words]);
});

describe('what is said is true of what was written', () => {
	const update = { effective_on: '2026-03-01', grade: '2', narrative: 'Done.', evidence: [] };
	const form = updateForm({ today: '2026-11-21', from: '2026-01-01', until: null }, 1);
	const errorsOf = (typed: object) => {
		const translation = { language: 'zh', narrative: '' };
		const checked = check(form, { translation, ...update, ...typed });
		return checked.ok ? {} : checked.errors;
	};
	const item = { ...blankEvidence(), title: 'T', url: 'https://a.example' };

	test('of a choice that was made', () => {
		expect(errorsOf({ grade: '7' })).toEqual({ grade: 'must be a whole number from 0 to 4' });
		expect(errorsOf({ grade: '' })).toEqual({ grade: 'must be chosen' });
		expect(errorsOf({ evidence: [{ ...item, visibility: 'Public' }] })).toEqual({
			'evidence.0.visibility': 'must be one of public, redacted'
		});
		const redaction = { category: 'law', description: 'D' };
		expect(errorsOf({ evidence: [{ ...item, visibility: 'redacted', redaction }] })).toEqual({
			'evidence.0.redaction.category':
				'must be one of legal, intellectual_property, public_safety, privacy'
		});
	});

	test('of a title in another language, which may be left blank', () => {
		const typed = {
			language: 'zh',
			statement: '',
			criteria: [],
			condition: { text: '', threshold: '' },
			target_note: '',
			reason: '',
			second_reason: ''
		} as const;
		expect(check(revisionTranslation, { ...typed, title: long(1_000) })).toEqual({
			ok: false,
			errors: { title: 'is longer than 1,000 characters' }
		});
		expect(check(revisionTranslation, { ...typed, title: '' })).toEqual({ ok: true, value: null });
	});

	test('of a code and of days, however they are set', () => {
		const email = 'a@example.org';
		for (const code of ['123456', '123 456', '123-456', '１２３４５６'])
			expect(check(codeForm, { email, code })).toMatchObject({ value: { code: '123456' } });
		const days = (cadence_days: string) => {
			const checked = check(setUpForm, { cadence_days });
			return checked.ok ? null : checked.errors.cadence_days;
		};
		expect(days('')).toBe('is needed');
		expect(days('90.5')).toBe('must be a whole number of days');
		for (const written of ['1,000', '+90', '1e3', '0x10', '90 days'])
			expect(days(written)).toBe('must be a number of days in digits alone, such as 90');
		expect(days('0')).toBe('must be at least 1 day');
		expect(days('90')).toBe(undefined);
	});

	test('of a hash in capitals, in a sheet', () => {
		const hash = 'AB'.repeat(32);
		const read = readSheet(
			`goal,effective_on,grade,narrative,evidence_1_kind,evidence_1_title,evidence_1_sha256,evidence_1_file_sha256,evidence_1_file_name\na,2026-03-01,2,Done.,file,T,${hash.toLowerCase()},${hash},a.txt\n`
		);
		const goal = {
			key: 'a',
			published: true,
			closed_on: null,
			revisions: [{ number: 1, effective_on: '2026-01-01', criteria: [] }],
			cells: {},
			updates: []
		};
		const held = new Set([hash.toLowerCase()]);
		const plan = read.ok && planSheet(read.sheet, [goal], '2026-11-21', held);
		expect(plan && plan.problems).toEqual([]);
		expect(plan && plan.updates).toHaveLength(1);
	});

	test('of what has white space around it, in a file', () => {
		const of = (space: string) => ({
			format: 'safety-roadmap/1',
			organization: {
				slug: 'a',
				name: 'A',
				url: `${space}https://a.example${space}`,
				kept_by: 'self'
			},
			roadmap: { title: 'T', url: `https://a.example\n`, cadence_days: 1 },
			goals: [
				{
					key: 'b',
					area: 'policy',
					revisions: [
						{
							effective_on: `2026-03-01${space}`,
							change: 'published',
							title: 'T',
							statement: 'S',
							criteria: [],
							target: { on: ` 2026-12-31`, basis: 'stated' }
						}
					],
					updates: []
				}
			]
		});
		const read = parseRoadmap(JSON.stringify(of(' ')));
		expect(read).toMatchObject({
			ok: true,
			file: {
				organization: { slug: 'a', url: 'https://a.example' },
				roadmap: { url: 'https://a.example' },
				goals: [
					{ key: 'b', revisions: [{ effective_on: '2026-03-01', target: { on: '2026-12-31' } }] }
				]
			}
		});
		const inside = {
			...of(' '),
			roadmap: { title: 'T', url: 'https://a.example/b c', cadence_days: 1 }
		};
		expect(parseRoadmap(JSON.stringify(inside))).toEqual({
			ok: false,
			problems: [
				{
					path: 'roadmap.url',
					message: 'holds a space after “https://a.example/b”: take it out, or write it as %20'
				}
			]
		});
	});
});

test('a day of another century is refused in forms, sheets and posts', () => {
	const far = 'must be a day from 1900-01-01 to 2200-12-31';
	const read = readSheet(
		'key,area,title,effective_on,target_on,target_basis\na,policy,T,1026-03-01,2266-01-01,stated\n'
	);
	expect(read.ok && planSheet(read.sheet, [], '2026-11-21').problems).toEqual([
		{ path: 'row 2, target_on', message: far },
		{ path: 'row 2, effective_on', message: far }
	]);
	const form = updateForm({ today: '2026-11-21', from: '', until: null }, 0);
	const typed = readPost({ effective_on: '0026-03-01', grade: 1, narrative: 'Done.' });
	expect(typed.ok && check(form, typed.typed)).toEqual({
		ok: false,
		errors: { effective_on: far }
	});
});

describe('a character that nobody sees is named wherever it comes from', () => {
	const words = 'holds U+200B (zero-width space), which nobody sees, after “link”: take it out';

	test('in a form, also in a choice', () => {
		const form = z.object({
			kind: z.enum(['link'], { error: () => 'must be chosen' }),
			item: z.discriminatedUnion('kind', [z.object({ kind: z.literal('link') })])
		});
		const value = 'link\u200b';
		expect(check(form, { kind: value, item: { kind: value } })).toEqual({
			ok: false,
			errors: { kind: words, 'item.kind': words }
		});
	});

	test('in a post', () => {
		const item = { kind: 'link', title: 'link\u200b', url: 'https://a.example' };
		const post = { effective_on: '2026-03-01', grade: 1, narrative: 'Done.', evidence: [item] };
		expect(readPost(post)).toEqual({
			ok: false,
			errors: [{ pointer: '#/evidence/0/title', detail: words }]
		});
	});

	test('in a file, in its values and in the names of its fields', () => {
		const read = parseRoadmap(
			JSON.stringify({
				format: 'safety-roadmap/1',
				'link\u200b': 1,
				organization: {
					slug: 'a',
					name: 'link\u200b',
					url: 'https://a.example/\u00ad',
					kept_by: 'self\u200b'
				},
				roadmap: { title: 'T', url: 'https://a.example', cadence_days: 1 },
				goals: []
			})
		);
		expect(read).toEqual({
			ok: false,
			problems: [
				{ path: 'organization.name', message: words },
				{ path: 'organization.url', message: expect.stringContaining('U+00AD (soft hyphen)') },
				{ path: 'organization.kept_by', message: words.replace('link', 'self') },
				{ path: '["link\\u200b"]', message: words }
			]
		});
	});

	test('in a sheet, in its cells and in its head', () => {
		const read = readSheet(
			'key,area,title,criterion_1,effective_on\na\u200b,policy\u200b,T\u202e,می\u200cخ,2026-03-01\u200b\n'
		);
		const plan = read.ok ? planSheet(read.sheet, [], '2026-11-21') : null;
		expect(plan?.problems.map(({ path, message }) => [path, /U\+\w+/.exec(message)?.[0]])).toEqual([
			['row 2, title', 'U+202E'],
			['row 2, key', 'U+200B'],
			['row 2, area', 'U+200B'],
			['row 2, effective_on', 'U+200B']
		]);
		expect(readSheet('title\u200b\na\n')).toMatchObject({
			problems: [{ message: expect.stringContaining('U+200B') }]
		});
	});
});

describe('whoever reads input says it', () => {
	test('a form, which has words of its own for the rest', () => {
		const form = z.object({ name: parts.shortText, on: parts.day, of: z.enum(['a']) });
		expect(check(form, { name: '', on: 'today', of: 'b' })).toEqual({
			ok: false,
			errors: {
				name: 'must not be empty',
				on: 'must be a calendar day written YYYY-MM-DD',
				of: 'cannot be used'
			}
		});
	});

	test('a query of the API', () => {
		expect(readQuery(new URLSearchParams('as_of=2026-02-30'), { as_of: parts.day })).toEqual({
			ok: false,
			errors: [{ parameter: 'as_of', detail: 'must be a calendar day written YYYY-MM-DD' }]
		});
	});

	test('a post', () => {
		const item = { kind: 'link', title: long(1_000) };
		const post = { effective_on: '2026-03-01', grade: 1, narrative: 'Done.' };
		expect(readPost({ ...post, evidence: [item] })).toEqual({
			ok: false,
			errors: [{ pointer: '#/evidence/0/title', detail: 'is longer than 1,000 characters' }]
		});
		expect(readPost({ ...post, evidence: Array(1_001).fill(item) })).toEqual({
			ok: false,
			errors: [{ pointer: '#/evidence', detail: 'has more than 1000 items: shorten it' }]
		});
	});

	test('an import', () => {
		const read = parseRoadmap('{"format":"safety-roadmap/1","organization":{"slug":"A B"}}');
		expect(read).toMatchObject({
			ok: false,
			problems: expect.arrayContaining([
				{
					path: 'organization.slug',
					message: 'must be lower-case letters and digits in words joined by single hyphens'
				}
			])
		});
	});
});
