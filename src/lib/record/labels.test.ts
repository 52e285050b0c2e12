import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { countedLabels, countsAs, differenceOf, isConfirmedAsOf, isTrueLabel } from './labels.ts';
import { organizationOf, published, revised, revisionReviewed } from './testing.ts';
import { CHANGES, type Change } from './vocabulary.ts';

const text = (more = {}) => ({
	title: 'A title',
	statement: 'No single employee can deploy.',
	criteria: ['One', 'Two'],
	target: { on: '2026-06-30' },
	...more
});
const later = { target: { on: '2026-07-31' } };
const earlier = { target: { on: '2026-05-31' } };
const added = { criteria: ['One', 'Two', 'Three'] };
const fewer = { criteria: ['One'] };
const weaker = { statement: 'Few employees can deploy.' };

/** What a revision does, which kinds of change may do it, and what any other counts as. */
test.each<[string, object, Change[], Change | null]>([
	['nothing', {}, ['editorial', 'strengthened', 'reworded', 'narrowed'], null],
	[
		'other typography',
		{ title: 'a title.', criteria: ['one', '“Two”'] },
		['editorial', 'strengthened', 'reworded', 'narrowed'],
		null
	],
	['adds a criterion', added, ['strengthened', 'narrowed'], null],
	['brings the date forward', earlier, ['strengthened', 'narrowed'], null],
	['moves the date', later, ['date_moved', 'narrowed'], 'date_moved'],
	['drops the date', { target: undefined }, ['date_moved', 'narrowed'], 'date_moved'],
	['rewords the statement', weaker, ['reworded', 'narrowed'], 'reworded'],
	['rewords the title', { title: 'Another' }, ['reworded', 'narrowed'], 'reworded'],
	['rewords a criterion', { criteria: ['One', 'Too'] }, ['reworded', 'narrowed'], 'reworded'],
	['swaps criteria', { criteria: ['Two', 'One'] }, ['reworded', 'narrowed'], 'reworded'],
	['adds one in front', { criteria: ['Zero', 'One', 'Two'] }, ['narrowed'], 'reworded'],
	['rewords and moves the date', { ...weaker, ...later }, ['narrowed'], 'reworded'],
	['rewords and adds', { ...weaker, ...added }, ['narrowed'], 'reworded'],
	['drops a criterion', fewer, ['narrowed'], 'narrowed'],
	['drops one and brings the date forward', { ...fewer, ...earlier }, ['narrowed'], 'narrowed']
])('a revision that %s', (_, change, allowed, otherwise) => {
	const [before, after] = [text(), text(change)];
	const difference = differenceOf(before, after);
	expect(CHANGES.filter((each) => isTrueLabel(each, difference))).toEqual(
		CHANGES.filter((each) => allowed.includes(each))
	);
	for (const label of CHANGES)
		expect(countsAs(label, before, after)).toBe(
			allowed.includes(label) ? label : (otherwise ?? label)
		);
});

test('days from a condition are a date too', () => {
	const within = (days?: number) => ({
		...text({ target: undefined }),
		...(days !== undefined && { target_within: { days } })
	});
	const date = (before?: number, after?: number) =>
		differenceOf(within(before), within(after)).date;
	expect([date(30, 60), date(30), date(60, 30), date(undefined, 0), date(0, 0)]).toEqual([
		'later',
		'later',
		'earlier',
		'earlier',
		'same'
	]);
});

property.prop([fc.constantFrom(...CHANGES), fc.array(fc.string()), fc.array(fc.string())])(
	'a revision with fewer criteria narrows, whatever it is called',
	(label, before, after) => {
		fc.pre(after.length < before.length);
		const of = (criteria: string[]) => text({ criteria });
		expect(countsAs(label, of(before), of(after))).toBe('narrowed');
	}
);

const organization = organizationOf([
	published('2026-01-01', 'a', { criteria: ['One', 'Two'] }),
	revised('2026-02-01', 'a', 'editorial', { criteria: ['One', 'Easy'] }),
	revised('2026-03-01', 'a', 'strengthened', { criteria: ['One'] }),
	revisionReviewed('2026-04-01', 'a', 2, 'same', 'A'),
	revisionReviewed('2026-05-01', 'a', 2, 'weaker', 'B'),
	revisionReviewed('2026-06-01', 'a', 2, 'stronger', 'B')
]);
const goal = organization.goals.get('a')!;

test('each revision is compared with the one before it', () => {
	expect([...countedLabels(goal)]).toEqual([
		[2, 'reworded'],
		[3, 'narrowed']
	]);
});

test('a rewording is confirmed while no standing review calls it weaker, and one says so', () => {
	const on = (t: string, revision = 2) => isConfirmedAsOf(goal, revision, t);
	expect([on('2026-03-31'), on('2026-04-30'), on('2026-05-31'), on('2026-06-30')]).toEqual([
		false,
		true,
		false,
		true
	]);
	expect(on('2026-06-30', 3)).toBe(false);
});
