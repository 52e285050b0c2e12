import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as parts from '../../record/parts.ts';
import { readQuery } from '../../server/api/query.ts';
import { check } from '../../drafts/form.ts';
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
	['day', '2026-02-30', 'must be a calendar day written YYYY-MM-DD'],
	['webAddress', 'javascript:alert(1)', ADDRESS],
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
