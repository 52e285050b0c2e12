import { expect, test } from 'vitest';
import { check } from '../form.ts';
import { setUpForm, withDefaults } from './set-up-form.ts';

const typed = {
	organization_name: 'Northlight AI',
	url: 'https://northlight.example',
	kept_by: 'self',
	kept_by_note: '',
	roadmap_title: 'Frontier Safety Roadmap',
	cadence_days: '90',
	name: 'Ada',
	email: 'ada@northlight.example',
	password: 'a long enough password'
};
const HERE = 'https://roadmaps.example';

test('what is left empty is made from the name and from this site', () => {
	expect(check(setUpForm, withDefaults(typed, HERE))).toMatchObject({
		ok: true,
		value: { slug: 'northlight-ai', roadmap_url: 'https://roadmaps.example/northlight-ai' }
	});
});

test('what is filled in stays', () => {
	const roadmap_url = 'https://northlight.example/roadmap';
	const given = { ...typed, slug: 'north', roadmap_url };
	expect(withDefaults(given, HERE)).toMatchObject({ slug: 'north', roadmap_url });
});

test('a name that gives no short name, and a short name that is none, are asked for alone', () => {
	const of = (given: object) => check(setUpForm, withDefaults({ ...typed, ...given }, HERE));
	for (const wrong of [{ organization_name: '北极光' }, { slug: 'A b' }]) {
		const checked = of(wrong);
		expect(checked.ok ? [] : Object.keys(checked.errors)).toEqual(['slug']);
	}
});
