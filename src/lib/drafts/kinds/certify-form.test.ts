import { expect, test } from 'vitest';
import {
	blankCertification,
	certificationOf,
	certificationTyped,
	certifyForm,
	readCertification
} from './certify-form.ts';
import { check } from '../form.ts';

const choices = [
	{ period: '2026-Q3', certified_on: null },
	{ period: '2026-Q2', certified_on: '2026-07-14' }
];
const schema = certifyForm({ today: '2026-11-21', choices });
const typed = {
	...blankCertification({
		draft: 'an-id',
		period: '2026-Q3',
		today: '2026-11-21',
		name: 'Ada',
		office: 'Head of safety'
	}),
	statement: 'I certify.'
};
const checked = (more: object) => check(schema, { ...typed, ...more });
const errors = (more: object) => {
	const result = checked(more);
	return result.ok ? {} : result.errors;
};

test('takes a quarter that is over', () => {
	const words = Object.fromEntries(
		Object.entries(typed).filter(([name]) => name !== 'draft' && name !== 'seen')
	);
	expect(checked({})).toEqual({ ok: true, value: { ...words, reason: null } });
	expect(checked({ reason: 'Left over from another quarter.' })).toMatchObject({
		value: { reason: null }
	});
});

test('asks why a quarter is certified again, and not before it was', () => {
	const again = { period: '2026-Q2' };
	expect(errors(again)).toEqual({ reason: 'is needed to certify a quarter again' });
	expect(errors({ ...again, reason: ' ' })).toHaveProperty('reason');
	expect(checked({ ...again, reason: 'A word was wrong.' })).toMatchObject({
		value: { reason: 'A word was wrong.' }
	});
	expect(errors({ ...again, reason: 'R', effective_on: '2026-07-13' })).toEqual({
		effective_on: 'must not come before 2026-07-14, when the quarter was certified before'
	});
});

test.each([
	[{ period: '2026-Q4' }, 'period'],
	[{ period: '' }, 'period'],
	[{ effective_on: '' }, 'effective_on'],
	[{ effective_on: '2026-11-22' }, 'effective_on'],
	[{ effective_on: '2026-09-30' }, 'effective_on'],
	[{ name: '' }, 'name'],
	[{ office: '\u3000' }, 'office'],
	[{ statement: '' }, 'statement']
])('refuses %j', (more, field) => expect(Object.keys(errors(more))).toEqual([field]));

test('reads what was typed, line ends alike', () => {
	const form = new FormData();
	for (const [name, value] of Object.entries({ ...typed, statement: ' One.\r\nTwo. ' }))
		form.set(name, value);
	expect(readCertification(form)).toEqual({ ...typed, statement: 'One.\nTwo.' });
});

test('a draft fills the form that it came from, and one of any other shape leaves fields blank', () => {
	const facts = {
		period: '2026-Q3',
		effective_on: '2026-11-21',
		certifier: { name: 'Ada', office: 'Head of safety' },
		statement: 'I certify.'
	};
	const stored = { id: 'an-id', updated_at: 'then' };
	expect(certificationTyped({ ...stored, facts })).toEqual({ ...typed, seen: 'then' });
	for (const odd of [null, 7, [], {}, { period: 2026, certifier: 'Ada', figures: { n: -1 } }])
		expect(certificationTyped({ ...stored, facts: odd })).toMatchObject({ period: '', name: '' });
});

test('a draft of any shape is read: a day that is none is blank, as is a quarter', () => {
	for (const effective_on of [
		'foo',
		'2026-1-1',
		'2026-02-30',
		'0000-00-00',
		'2026-01-01T00:00',
		5,
		{}
	])
		expect(certificationOf({ period: '2026-Q3', effective_on })).toMatchObject({
			period: '2026-Q3',
			effective_on: ''
		});
	for (const period of ['2026-Q5', '0000-Q1', 5, []])
		expect(certificationOf({ period, effective_on: '2026-11-21' })).toMatchObject({
			period: '',
			effective_on: '2026-11-21'
		});
	for (const facts of [null, 5, [], 'x']) expect(certificationOf(facts).period).toBe('');
});
