import { expect, test } from 'vitest';
import { fold } from '../../record/fold.ts';
import { closed, type Draft, entries, published } from '../../record/testing.ts';
import { registered, reported, reviewed, revised } from '../../record/testing.ts';
import type { KeptBy } from '../../record/vocabulary.ts';
import { readOrder, sortHref, type Order } from './compare-order.ts';
import { comparison } from './compare.ts';
import { organizationRows } from './home.ts';
import type { Line } from './lines.ts';

type Spec = { kept_by?: KeptBy; drafts: Draft[] };

/** A record of organizations, each named by its slug. */
function recordOf(organizations: Record<string, Spec>) {
	let from = 1;
	return fold(
		Object.entries(organizations).flatMap(([organization, { kept_by = 'self', drafts }]) => {
			const head = { ...registered('2026-01-01'), name: organization, kept_by } as Draft;
			const numbered = entries([head, ...drafts], { organization, from });
			from += numbered.length;
			return numbered;
		})
	);
}

const BY_NAME: Order = { sort: 'name', order: 'asc', area: 'overall' };

function goals(count: number, updated: number, grade: 0 | 2 | 4 = 2): Draft[] {
	const keys = Array.from({ length: count }, (_, index) => `g${index}`);
	return [
		...keys.map((key) => published('2026-01-01', key, { target: '2026-03-01' })),
		...keys.slice(0, updated).map((key) => reported('2026-05-01', key, grade))
	];
}

function line(spec: Spec, t = '2026-06-01', scope = 0): Line {
	return comparison(recordOf({ lab: spec }), t, BY_NAME)[scope]!.lines[0]!;
}

test('a record with three current goals of its own carries no mark', () => {
	expect(line({ drafts: goals(3, 3) })).toMatchObject({
		marks: [],
		delivery_marks: [],
		areas: 1,
		freshness: { current: 3, share: 1, newest: { day: '2026-05-01', goal: 'g0' } }
	});
});

test('a figure on fewer than three goals is marked', () => {
	expect(line({ drafts: goals(2, 2) })).toMatchObject({
		marks: ['few-goals'],
		delivery_marks: ['few-goals']
	});
});

test('a figure is marked where less than half of its goals are current, at half not yet', () => {
	expect(line({ drafts: goals(4, 2) }).marks).toEqual([]);
	expect(line({ drafts: goals(5, 2) })).toMatchObject({
		marks: ['mostly-stale'],
		delivery_marks: [],
		freshness: { current: 2, share: 0.4 }
	});
	// The updates are 120 days old, then 121.
	expect(line({ drafts: goals(3, 3) }, '2026-08-29').marks).toEqual([]);
	expect(line({ drafts: goals(3, 3) }, '2026-08-30').marks).toEqual(['mostly-stale']);
});

test('every figure of a transcribed record is marked', () => {
	expect(line({ kept_by: 'transcriber', drafts: goals(3, 3) })).toMatchObject({
		marks: ['transcribed'],
		delivery_marks: ['transcribed']
	});
});

test('where there is no figure there is nothing to mark', () => {
	const empty = line({ kept_by: 'transcriber', drafts: goals(3, 3) }, '2026-06-01', 2);
	expect(empty).toMatchObject({
		figures: { n: 0, evidenced: null },
		areas: 0,
		marks: [],
		delivery_marks: [],
		reviews: { share: null },
		freshness: { current: 0, share: null, newest: null }
	});
});

test('freshness and reviews are those of the scored goals', () => {
	const drafts = [
		...goals(3, 2),
		reviewed('2026-05-02', 'g0', '2026-05-01', 'sufficient'),
		reported('2026-05-20', 'g2', 2),
		closed('2026-05-21', 'g2', 'superseded', [])
	];
	expect(line({ drafts })).toMatchObject({
		figures: { n: 2 },
		reviews: { updated: 2, reviewed: 1, share: 0.5 },
		freshness: { current: 2, newest: { day: '2026-05-01' } }
	});
});

test('organizations stand in one order in every table, and those without the figure last', () => {
	const record = recordOf({
		beta: { drafts: goals(3, 3, 4) },
		alpha: { drafts: goals(3, 3, 0) },
		empty: { drafts: [] },
		delta: { drafts: goals(3, 3, 2) }
	});
	const slugs = (order: Partial<Order>) => {
		const tables = comparison(record, '2026-06-01', { ...BY_NAME, ...order });
		const [first, ...others] = tables.map(({ lines }) => lines.map(({ slug }) => slug).join(' '));
		expect(new Set(others)).toEqual(new Set([first]));
		return first;
	};
	expect(slugs({})).toBe('alpha beta delta empty');
	expect(slugs({ order: 'desc' })).toBe('empty delta beta alpha');
	expect(slugs({ sort: 'claimed', order: 'desc' })).toBe('beta delta alpha empty');
	expect(slugs({ sort: 'claimed', order: 'asc' })).toBe('alpha delta beta empty');
	expect(slugs({ sort: 'newest', order: 'desc' })).toBe('alpha beta delta empty');
	// Nobody has goals there, so all stand by name.
	expect(slugs({ sort: 'evidenced', order: 'desc', area: 'policy' })).toBe(
		'alpha beta delta empty'
	);
});

test('a score that is thin or stale never leads, whichever way it is sorted', () => {
	const record = recordOf({
		best: { drafts: goals(2, 2, 4) },
		fair: { drafts: goals(3, 3, 2) },
		low: { drafts: goals(3, 3, 0) },
		old: { drafts: goals(5, 2, 4) },
		none: { drafts: [] }
	});
	const slugs = (sort: Order['sort'], order: Order['order']) =>
		comparison(record, '2026-06-01', { sort, order, area: 'security' })[1]!.lines.map(
			({ slug }) => slug
		);
	expect(slugs('claimed', 'desc')).toEqual(['fair', 'low', 'best', 'old', 'none']);
	expect(slugs('claimed', 'asc')).toEqual(['low', 'fair', 'old', 'best', 'none']);
	// What the marks are made of is sorted as it is, and the delivery rate by its own.
	expect(slugs('current', 'asc')).toEqual(['old', 'best', 'fair', 'low', 'none']);
	expect(slugs('goals', 'desc')).toEqual(['old', 'fair', 'low', 'best', 'none']);
	expect(slugs('delivery', 'desc').slice(-2)).toEqual(['best', 'none']);
});

test('an address says the order, by name where it says none', () => {
	const read = (query: string) => readOrder(new URLSearchParams(query));
	expect(read('')).toEqual(BY_NAME);
	expect(read('sort=gap')).toEqual({ sort: 'gap', order: 'desc', area: 'overall' });
	expect(read('sort=evidenced&order=asc&area=security')).toEqual({
		sort: 'evidenced',
		order: 'asc',
		area: 'security'
	});
	expect(read('sort=rank')).toContain('“rank”');
	expect(read('area=toString')).toContain('“toString”');
	expect(read('order=up')).toContain('“up”');
});

test('a column’s link sorts by it, and the other way round where it does already', () => {
	const asOf = { day: '2026-06-01', given: true, today: '2026-06-02' };
	const now: Order = { sort: 'gap', order: 'desc', area: 'policy' };
	expect(sortHref(now, 'gap', 'policy', asOf)).toBe(
		'/compare?sort=gap&order=asc&area=policy&as_of=2026-06-01#policy'
	);
	expect(sortHref(now, 'gap', 'security', { ...asOf, given: false })).toBe(
		'/compare?sort=gap&order=desc&area=security#security'
	);
});

test('a record without a headline says why in every table, and marks its figures there', () => {
	// Each area by itself would carry: three current goals of one, two stale ones beside them.
	const stale = ['s', 't', 'u', 'v'].map((key) =>
		published('2026-01-01', key, { area: 'policy', target: '2026-03-01' })
	);
	const [overall, security] = comparison(
		recordOf({ lab: { drafts: [...goals(3, 3), ...stale] } }),
		'2026-06-01',
		BY_NAME
	).map(({ lines }) => lines[0]!);
	expect(overall).toMatchObject({ no_headline: 'stale', marks: ['mostly-stale'] });
	expect(security).toMatchObject({ no_headline: 'stale', marks: ['mostly-stale'] });
	expect(line({ drafts: goals(3, 3) }).no_headline).toBeNull();
});

test('weakening changes and checks stand beside the figures', () => {
	const same = { target: '2026-03-01', title: 'Other words' };
	const reworded = revised('2026-04-01', 'g0', 'reworded', same);
	expect(line({ drafts: [...goals(3, 3), reworded] }).weakened).toEqual({
		total: 1,
		unconfirmed: 1
	});
	const check: Draft = {
		...{ kind: 'record.checked', effective_on: '2026-05-20', by: 'Somebody' },
		...{ statement: 'Nothing had changed.', sources: ['https://a.example'] }
	};
	const spec: Spec = { kept_by: 'transcriber', drafts: [...goals(3, 3), reworded, check] };
	expect(line(spec)).toMatchObject({
		checked: '2026-05-20',
		no_headline: 'transcribed',
		weakened: { total: 0 }
	});
});

test('on the first page too no figure stands large where there is no headline', () => {
	const record = recordOf({ thin: { drafts: goals(2, 2) }, fair: { drafts: goals(3, 3) } });
	expect(
		organizationRows(record, '2026-06-01').map(({ slug, figures }) => [slug, figures?.no_headline])
	).toEqual([
		['fair', null],
		['thin', 'few_goals']
	]);
	expect(organizationRows(record, '2026-06-01')[0]!.figures?.direction).toMatchObject({
		way: 'up'
	});
});
