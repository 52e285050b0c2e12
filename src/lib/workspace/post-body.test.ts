import { describe, expect, test } from 'vitest';
import { blankEvidence } from './evidence-form.ts';
import { criterionErrors, formErrors, isOfCriteria, readPost } from './post-body.ts';

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
	const errors = criterionErrors(posted, 2, '2026-03-01');
	expect(errors.map(({ pointer }) => pointer)).toEqual(
		[2, 3, 4, 5, 6, 7].map((at) => `#/evidence/1/criteria/${at}`)
	);
	expect(errors[0]!.detail).toBe(
		'is 2, which is no criterion: the revision in force on 2026-03-01 has 2, counted from 0'
	);
	expect(errors[3]!.detail).toMatch(/^is "one", which is no criterion/);
	expect(errors.every(isOfCriteria)).toBe(true);
	expect(isOfCriteria({ pointer: '#/evidence/1/url', detail: '' })).toBe(false);
	expect(criterionErrors(whole, 2, '2026-03-01')).toEqual([]);
});
