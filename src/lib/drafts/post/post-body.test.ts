import { describe, expect, test } from 'vitest';
import { blankEvidence } from '../evidence/evidence-form.ts';
import { criterionErrors, firstErrors, formErrors, readPost } from './post-body.ts';

const whole = {
	effective_on: '2026-03-01',
	grade: 2,
	narrative: ' Done.\r\nTested. ',
	evidence: [
		{ kind: 'link', title: 'A report', url: 'https://example.org', criteria: [0, 1] },
		{
			kind: 'file',
			visibility: 'redacted',
			title: 'A file',
			redaction: { category: 'legal', description: 'Under seal.' }
		}
	],
	translation: { language: 'zh', narrative: '已完成。' },
	submit: true
};

test('becomes what the form reads', () => {
	expect(readPost(whole)).toEqual({
		ok: true,
		submit: true,
		typed: {
			effective_on: '2026-03-01',
			grade: '2',
			narrative: 'Done.\nTested.',
			met: null,
			translation: { language: 'zh', narrative: '已完成。' },
			evidence: [
				{
					...blankEvidence(),
					title: 'A report',
					url: 'https://example.org',
					criteria: ['0', '1']
				},
				{
					...blankEvidence(),
					kind: 'file',
					visibility: 'redacted',
					title: 'A file',
					redaction: { category: 'legal', description: 'Under seal.' }
				}
			],
			revision: '',
			draft: '',
			seen: ''
		}
	});
});

test('evidence, translation and submit may be left out', () => {
	const { effective_on, grade, narrative } = whole;
	expect(readPost({ effective_on, grade, narrative })).toMatchObject({
		ok: true,
		submit: false,
		typed: { evidence: [], translation: { narrative: '' } }
	});
});

const item = whole.evidence[0]!;

describe('is refused by the place', () => {
	test.each([
		[[], '#', 'must be an object'],
		[null, '#', 'must be an object'],
		[{ ...whole, grade: undefined }, '#/grade', 'is missing'],
		[{ ...whole, grade: 'two' }, '#/grade', 'must be a number'],
		[{ ...whole, grade: 1.5 }, '#/grade', 'must be a whole number'],
		[{ ...whole, submit: 'yes' }, '#/submit', 'must be true or false'],
		[{ ...whole, evidence: {} }, '#/evidence', 'must be a list'],
		[{ ...whole, evidence: [{ ...item, url: 7 }] }, '#/evidence/0/url', 'must be a text'],
		[
			{ ...whole, evidence: [item, { ...item, title: '' }] },
			'#/evidence/1/title',
			'must not be empty'
		],
		[{ ...whole, 'a/b~c': 1 }, '#/a~1b~0c', 'is no field of an update'],
		[{ ...whole, evidence: [{ ...item, link: 'x' }] }, '#/evidence/0/link', 'kind, visibility'],
		[
			{ ...whole, evidence: [{ ...item, redaction: { category: 'legal', description: 'x' } }] },
			'#/evidence/0/redaction',
			'does not go with'
		],
		[{ ...whole, evidence: [{ ...item, sha256: 'x' }] }, '#/evidence/0/sha256', 'does not go with'],
		[{ ...whole, evidence: [{ ...item, kind: 'file' }] }, '#/evidence/0/url', 'does not go with'],
		[
			{ ...whole, evidence: [{ ...item, name: 'report.csv' }] },
			'#/evidence/0/name',
			'does not go with'
		],
		[
			{ ...whole, evidence: [{ ...whole.evidence[1], name: 'report.csv' }] },
			'#/evidence/0/sha256',
			'is missing'
		],
		[
			{ ...whole, evidence: [{ ...whole.evidence[1], name: 'a/b', sha256: 'x' }] },
			'#/evidence/0/name',
			'cannot be used'
		],
		[
			{ ...whole, translation: { language: 'fr', narrative: 'x' } },
			'#/translation/language',
			'cannot be used'
		]
	])('%j', (posted, pointer, detail) => {
		const read = readPost(posted);
		expect(read).toMatchObject({ ok: false, errors: [{ pointer }] });
		expect(!read.ok && read.errors[0]!.detail).toContain(detail);
	});
});

test('errors of the form get pointers', () => {
	expect(formErrors({ 'evidence.0.url': 'is bad', '': 'is bad' })).toEqual([
		{ pointer: '#/evidence/0/url', detail: 'is bad' },
		{ pointer: '#', detail: 'is bad' }
	]);
});

test('a criterion that the revision lacks is named, with how many it has', () => {
	const criteria = [0, 1, 2, -1, 0.5, 'one', '1', null];
	const posted = { ...whole, evidence: [whole.evidence[0], { ...whole.evidence[0], criteria }] };
	expect(readPost(posted)).toMatchObject({ ok: true });
	const { errors, more } = criterionErrors(posted, 2, '2026-03-01');
	expect(more).toBe(0);
	expect(errors.map(({ pointer }) => pointer)).toEqual(
		[2, 3, 4, 5, 6, 7].map((at) => `#/evidence/1/criteria/${at}`)
	);
	expect(errors[0]!.detail).toBe(
		'is 2, which is no criterion: the revision in force on 2026-03-01 has 2, counted from 0'
	);
	expect(errors[3]!.detail).toMatch(/^is "one", which is no criterion/);
	expect(criterionErrors(whole, 2, '2026-03-01')).toEqual({ errors: [], more: 0 });
});

test('a file is one where the item gives it a name', () => {
	const sha256 = 'a'.repeat(64);
	const file = { kind: 'file', title: 'A file', sha256 };
	const read = readPost({ ...whole, evidence: [file, { ...file, name: 'report.csv' }] });
	expect(read).toMatchObject({
		ok: true,
		typed: {
			evidence: [
				{ sha256, file: null },
				{ sha256, file: { sha256, name: 'report.csv' } }
			]
		}
	});
});

describe('of a million wrong things', () => {
	const many = (length: number) => Array.from({ length }, () => -1);

	test('in one list none is looked at', () => {
		const criteria = { ...whole, evidence: [{ ...item, criteria: many(1_000_000) }] };
		expect(readPost(criteria)).toEqual({
			ok: false,
			errors: [{ pointer: '#/evidence/0/criteria', detail: expect.stringContaining('1000') }]
		});
		expect(readPost({ ...whole, evidence: many(1_000_000) })).toEqual({
			ok: false,
			errors: [{ pointer: '#/evidence', detail: expect.stringContaining('1000') }]
		});
	});

	test('in many lists fifty are told', () => {
		const evidence = Array.from({ length: 1_000 }, () => ({ ...item, criteria: many(1_000) }));
		const found = criterionErrors({ ...whole, evidence }, 2, '2026-03-01');
		expect(found.errors).toHaveLength(50);
		expect(found.more).toBe(1_000_000 - 50);
		const told = firstErrors({ ...found, errors: [...found.errors, ...found.errors.slice(0, 2)] });
		expect(told).toHaveLength(51);
		expect(told[50]).toEqual({ pointer: '#', detail: 'There are 999952 more errors.' });
		expect(firstErrors({ errors: found.errors, more: 0 })).toEqual(found.errors);
	});
});
