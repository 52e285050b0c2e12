import { afterEach, describe, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../paraglide/runtime.js';
import { invitationForm, newAccountForm, signInForm } from './people/account-form.ts';
import { closingForm } from './kinds/closing-form.ts';
import { check } from './form.ts';
import { blankGoal, goalForm } from './kinds/goal-form.ts';
import {
	closingLabels,
	goalLabels,
	revisionLabels,
	updateLabels,
	withRows
} from './kinds/labels.ts';
import { FLASH_MESSAGES } from './flash-messages.ts';
import { revisionForm, revisionOf } from './kinds/revision-form.ts';
import { setUpForm } from './people/set-up-form.ts';
import { blankUpdate, updateForm } from './kinds/update-form.ts';

const TODAY = '2026-11-21';
const english = getLocale;
afterEach(() => overwriteGetLocale(english));

const text = {
	title: 'T',
	statement: 'S',
	criteria: ['A'],
	target_on: '2027-01-31',
	target_within: null,
	target_basis: 'stated',
	target_note: null,
	outlook: null,
	translation: null,
	effective_on: '2026-03-01'
};
const long = 'x'.repeat(100_001);
const badItem = {
	...blankUpdate(TODAY).evidence[0]!,
	title: long,
	url: 'ftp://x',
	criteria: ['7']
};

describe('what is wrong is said in the language that is being read', () => {
	test.each([
		['goal', () => goalForm(TODAY), { ...blankGoal(TODAY), key: 'A b', statement: long }],
		['goal called new', () => goalForm(TODAY), { ...blankGoal('2030-01-01'), key: 'new' }],
		['revision', () => revisionForm(TODAY, text), revisionOf(text, TODAY, '')],
		[
			'revision without a change',
			() => revisionForm(TODAY, text),
			{ ...revisionOf(text, TODAY, ''), change: 'editorial' }
		],
		[
			'revision called something else',
			() => revisionForm(TODAY, text),
			{ ...revisionOf(text, TODAY, ''), change: 'date_moved', criteria: [] }
		],
		[
			'update',
			() => updateForm({ today: TODAY, from: '2026-01-01', until: '2026-02-01' }, 1),
			{ ...blankUpdate(TODAY), evidence: [badItem, { ...badItem, kind: 'song' }] }
		],
		[
			'closing',
			() => closingForm({ today: TODAY, after: TODAY, deliveredBy: () => false, candidates: [] }),
			{ as: 'split', reason: 'R', effective_on: TODAY, successors: ['a'] }
		],
		['set-up', () => setUpForm, { kept_by: 'transcriber', cadence_days: '0', slug: 'api' }],
		['sign-in', () => signInForm, { email: 'x', password: null }],
		['account', () => newAccountForm, { name: '', password: 'short' }],
		['invitation', () => invitationForm, { email: 'a@x.example', role: 'king' }]
	])('%s', (_, schema, values) => {
		const inEnglish = check(schema(), values);
		overwriteGetLocale(() => 'zh');
		const inChinese = check(schema(), values);
		if (inEnglish.ok || inChinese.ok) throw new Error('the form should be refused');
		expect(Object.keys(inChinese.errors)).toEqual(Object.keys(inEnglish.errors));
		for (const error of Object.values(inEnglish.errors))
			expect(error).toMatch(/^(?!Invalid|Too)[\x20-\x7e“”’…]+$/);
		for (const error of Object.values(inChinese.errors)) expect(error).toMatch(/\p{Script=Han}/u);
	});
});

test('labels and notices follow the language', () => {
	const rows = { criteria: 1, evidence: 1 };
	const said = () => [
		...Object.values({ ...goalLabels(), ...revisionLabels(), ...updateLabels() }),
		...Object.values(withRows(closingLabels(), rows)),
		...Object.values(FLASH_MESSAGES).map((message) => message())
	];
	for (const words of said()) expect(words).not.toMatch(/\p{Script=Han}/u);
	overwriteGetLocale(() => 'zh');
	for (const words of said()) expect(words).toMatch(/\p{Script=Han}/u);
});
