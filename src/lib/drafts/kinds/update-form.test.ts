import { expect, test } from 'vitest';
import { typedEvidence } from '../evidence/evidence-form.ts';
import { check } from '../form.ts';
import { formOf } from '../testing.ts';
import { blankUpdate, readUpdate, typedUpdate, updateForm, type DayLimits } from './update-form.ts';

const TODAY = '2026-11-21';
const limits = { today: TODAY, from: '2026-01-10', until: null };
const SHA = 'A'.repeat(64);

const item = (fields: Record<string, string | string[]>, row = 0) =>
	Object.fromEntries(
		Object.entries({ kind: 'link', visibility: 'public', ...fields }).map(([name, value]) => [
			`evidence.${row}.${name}`,
			value
		])
	);
const checked = (fields: Record<string, string | string[]>, using: DayLimits = limits) =>
	check(
		updateForm(using, 2),
		readUpdate(formOf({ effective_on: TODAY, grade: '2', narrative: 'Done.', ...fields }))
	);
const errorsOf = (...args: Parameters<typeof checked>) => {
	const result = checked(...args);
	return result.ok ? {} : result.errors;
};

test('a filled form becomes a draft with its evidence, blank rows left out', () => {
	expect(
		checked({
			...item({ title: '' }),
			...item({ title: 'Report', url: 'https://x.example/r', criteria: ['0', '1'] }, 1)
		})
	).toEqual({
		ok: true,
		value: {
			effective_on: TODAY,
			grade: 2,
			narrative: 'Done.',
			met: null,
			translation: null,
			evidence: [
				{
					kind: 'link',
					visibility: 'public',
					title: 'Report',
					url: 'https://x.example/r',
					archived_url: null,
					criteria: [0, 1]
				}
			]
		}
	});
});

test('mistakes keep the number of their row, blank rows counted', () => {
	expect(
		errorsOf({
			grade: '',
			...item({}),
			...item({ title: 'Report', url: 'ftp://x.example' }, 1),
			...item({ visibility: 'redacted', title: 'Audit' }, 2)
		})
	).toEqual({
		grade: 'must be chosen',
		'evidence.1.url': 'must be a web address that begins with http:// or https://',
		'evidence.2.redaction.category': 'must be chosen',
		'evidence.2.redaction.description': 'must not be empty'
	});
});

test('a redacted item explains itself and may keep its address to the members', () => {
	const redaction = { 'redaction.category': 'legal', 'redaction.description': 'Contract' };
	const result = checked(item({ visibility: 'redacted', title: 'Audit', ...redaction }));
	expect(result).toMatchObject({
		ok: true,
		value: {
			evidence: [{ url: null, redaction: { category: 'legal', description: 'Contract' } }]
		}
	});
});

test('a file is known by its SHA-256', () => {
	expect(checked(item({ kind: 'file', title: 'Log', sha256: SHA }))).toMatchObject({
		ok: true,
		value: { evidence: [{ kind: 'file', sha256: SHA.toLowerCase() }] }
	});
	expect(errorsOf(item({ kind: 'file', title: 'Log', sha256: 'abc' }))).toEqual({
		'evidence.0.sha256': 'must be 64 hexadecimal digits'
	});
});

test.each([
	['2026-11-22', limits, 'lies ahead: today is 2026-11-21 (UTC)'],
	['2026-01-09', limits, 'must not come before 2026-01-10'],
	[
		'2026-06-02',
		{ ...limits, until: '2026-06-01' },
		'must not come after 2026-06-01, when the goal was closed'
	]
])('day %s', (effective_on, using, message) => {
	expect(errorsOf({ effective_on }, using)).toEqual({ effective_on: message });
});

test('a criterion that the revision does not have is refused', () => {
	const fields = item({ title: 'Report', url: 'https://x.example', criteria: ['2'] });
	expect(errorsOf(fields)).toEqual({
		'evidence.0.criteria':
			'names a criterion that is not there: the revision of that day has 2, counted from 1'
	});
});

test('what is stored comes back as it was typed', () => {
	const evidence = {
		kind: 'link',
		visibility: 'redacted',
		title: 'Audit',
		url: 'https://x.example/a',
		archived_url: null,
		sha256: null,
		criteria: [1],
		redaction_category: 'legal',
		redaction_description: 'Contract'
	};
	expect(
		typedUpdate(
			{ effective_on: TODAY, grade: 3, narrative: 'N', translation: null, evidence: [evidence] },
			'then'
		)
	).toEqual({
		...blankUpdate(TODAY),
		grade: '3',
		narrative: 'N',
		translation: { language: 'zh', narrative: '' },
		evidence: [typedEvidence(evidence)],
		seen: 'then'
	});
});
