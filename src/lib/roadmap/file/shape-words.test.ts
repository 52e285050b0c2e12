import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as parts from '../../record/parts.ts';
import { readQuery } from '../../server/api/query.ts';
import { check } from '../../drafts/form.ts';
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
	['fullText', '\u3000', 'must not be empty'],
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
