import { expect, test } from 'vitest';
import {
	closed,
	file,
	organizationOf,
	published,
	reported,
	revised
} from '../../record/testing.ts';
import { METHODS } from '../../scoring/methods.ts';
import { areaView } from './area.ts';

const organization = organizationOf([
	published('2026-01-01', 'whole', { target: '2026-02-01' }),
	published('2026-01-01', 'parent', { target: '2026-02-01', criteria: ['One', 'Two'] }),
	reported('2026-01-10', 'whole', 3, { evidence: [file()] }),
	closed('2026-01-20', 'parent', 'split', ['left', 'right', 'none']),
	published('2026-01-20', 'left', { criteria: ['One'] }),
	published('2026-01-20', 'right', { criteria: ['Two'] }),
	published('2026-01-20', 'none', { criteria: ['Easy'] }),
	reported('2026-01-25', 'left', 2)
]);
const view = areaView(organization, 'security', '2026-03-01', 0);

test('the successors of a split goal share its weight in the sum', () => {
	expect(view.sum?.lines.map(({ key, weight }) => [key, weight])).toEqual([
		['whole', '1'],
		['left', '0.5'],
		['right', '0.5']
	]);
	expect(view.sum).toMatchObject({ weight: '2', claimed: '50.00', evidenced: '37.50' });
});

test('a split goal is left out of the set, with the reason', () => {
	expect(view.left_out).toMatchObject([
		{ key: 'parent', why: expect.stringContaining('Split') },
		{ key: 'none', why: expect.stringContaining('carries none') }
	]);
	expect(view.goals.map(({ key }) => key)).toEqual(['whole', 'left', 'right']);
});

test('successors are due on the day that their predecessor was', () => {
	const due = view.delivery.groups.flatMap(({ lines }) => lines);
	expect(due.map(({ key, original }) => [key, original])).toEqual([
		['whole', '2026-02-01'],
		['left', '2026-02-01'],
		['right', '2026-02-01']
	]);
});

test('only what was narrowed before its delivery is said to be', () => {
	const narrowed = (on: string) =>
		areaView(
			organizationOf([
				published('2026-01-01', 'a', { target: '2026-02-01' }),
				reported('2026-01-31', 'a', 4),
				closed('2026-01-31', 'a', 'delivered'),
				revised(on, 'a', 'narrowed')
			]),
			'security',
			'2026-03-01',
			0
		).delivery.groups[0]!.lines[0];
	expect(narrowed('2026-01-31')).toMatchObject({ narrowed: true, share: '0.5', adds: '50.00' });
	expect(narrowed('2026-02-01')).toMatchObject({ narrowed: false, share: '1', adds: '100.00' });
});

test('the direction is the area’s own, in two parts', () => {
	const drafts = [
		published('2026-01-01', 'a', { criteria: ['One'] }),
		published('2026-01-01', 'other', { area: 'policy' }),
		reported('2026-04-10', 'a', 4, { evidence: [file()] }),
		published('2026-04-10', 'b')
	];
	const of = (area: 'security' | 'policy' | 'alignment') =>
		areaView(organizationOf(drafts), area, '2026-05-01', 0).direction;
	expect(of('security')).toEqual({
		way: 'up',
		text: '+50 like for like, −25 through 1 goal that came or went since 31 March 2026'
	});
	expect(of('policy')).toEqual({ way: 'level', text: 'Unchanged since 31 March 2026' });
	expect(of('alignment')).toBeNull();
});

test('each method gives its own figures', () => {
	const one = areaView(organization, 'security', '2026-03-01', 0, METHODS[1]);
	expect([one.method, view.method]).toEqual([1, 2]);
	expect(one.goals.map(({ key }) => key)).toContain('none');
	expect(one.known_then).toBeNull();
});
