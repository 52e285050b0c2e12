import { expect, test } from 'vitest';
import { closed, organizationOf, published, reported } from '../../record/testing.ts';
import { newest } from '../../scoring/methods.ts';
import { deliveryPage, deliveryQuery, readDeliveryFilter } from './delivery-page.ts';

const T = '2026-12-01';
const due = { target: '2026-06-30' };
const link = {
	evidence: [
		{ kind: 'link', visibility: 'public', title: 'P', url: 'https://a.example', criteria: [0] }
	]
} as object;
const goals = Array.from({ length: 60 }, (_, index) => `g${index}`);
const organization = organizationOf([
	...goals.map((key) =>
		published('2026-01-01', key, { ...due, area: key === 'g0' ? 'policy' : 'security' })
	),
	reported('2026-05-01', 'g0', 4, link),
	closed('2026-05-02', 'g0', 'delivered')
]);
const page = (filter = {}, number = 1) =>
	deliveryPage(organization, T, 200, newest, { area: '', outcome: '', ...filter }, number);
const lines = (view: ReturnType<typeof page>) =>
	view.delivery.groups.flatMap(({ lines }) => lines.map(({ key }) => key));

test('each due goal stands on one of the pages, under its outcome', () => {
	const [first, second] = [page(), page({}, 2)];
	expect(first.pages).toBe(2);
	expect([...lines(first), ...lines(second)].sort()).toEqual([...goals].sort());
	expect(first.delivery.groups.map(({ outcome }) => outcome)).toEqual(['on_time', 'not_delivered']);
	expect(first.all).toMatchObject({ due: 60, on_time: 1, not_delivered: 59 });
	// The last line is of all of them, whatever part the page shows.
	expect(first.delivery.rate).toBe(second.delivery.rate);
});

test('an area and an outcome narrow the list, and not the counts', () => {
	const view = page({ area: 'policy', outcome: 'on_time' });
	expect(lines(view)).toEqual(['g0']);
	expect(view.delivery.rate).toBe('100.00');
	expect(view.all.due).toBe(60);
	expect(lines(page({ area: 'policy', outcome: 'late' }))).toEqual([]);
});

test('an address is read as it is written', () => {
	const asOf = { day: T, given: true, today: T };
	const query = deliveryQuery({ area: 'policy', outcome: 'late' }, asOf, { method: '1' }, 2);
	expect(query).toBe('?area=policy&outcome=late&as_of=2026-12-01&method=1&page=2');
	expect(readDeliveryFilter(new URLSearchParams(query))).toEqual({
		filter: { area: 'policy', outcome: 'late' }
	});
	expect(readDeliveryFilter(new URLSearchParams('outcome=soon'))).toEqual({ unknown: 'outcome' });
	expect(readDeliveryFilter(new URLSearchParams('area=soon'))).toEqual({ unknown: 'area' });
});
