import { test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { closed, file, link, organizationOf, published, reported } from '../../record/testing.ts';
import { displayScore } from '../../scoring/display.ts';
import { days, histories } from '../../scoring/histories.ts';
import { figuresOf, NOTABLE, orderOf, sameOrder, SCOPES } from './sensitivity-conclusions.ts';
import { sensitivityView } from './sensitivity.ts';
import { newest } from '../../scoring/methods.ts';

const held = { name: 'a.pdf', media_type: 'application/pdf', bytes: 14 } as const;

/** Security shows a file of long ago, policy a link of late that nothing holds fast. */
const organization = organizationOf([
	published('2026-01-01', 'old', { area: 'security' }),
	published('2026-01-01', 'new', { area: 'policy', target: '2026-03-31' }),
	reported('2026-03-01', 'old', 3, { evidence: [file({ criteria: [0], ...held })] }),
	reported('2026-03-20', 'new', 3, { evidence: [link({ criteria: [0] })] }),
	reported('2026-05-20', 'new', 4, { evidence: [link({ criteria: [0] })] }),
	closed('2026-05-20', 'new', 'delivered')
]);

const view = (day: string) => sensitivityView(organization, day);
const constant = (day: string, name: string) =>
	view(day).constants.find((each) => each.constant === name)!;

test('says at which values the order of the areas is another, and what it is there', () => {
	const day = '2026-06-15';
	expect(view(day).order).toEqual([
		{ area: 'security', evidenced: 75 },
		{ area: 'policy', evidenced: 50 }
	]);
	// 106 days after its update security is stale at 90, and current at the method's own 120.
	expect(constant(day, 'staleAfter').orders).toEqual([
		{
			values: [90],
			is: [
				{ area: 'policy', evidenced: 50 },
				{ area: 'security', evidenced: 0 }
			]
		}
	]);
	const orders = constant(day, 'unarchived').orders;
	expect(orders.map(({ values, is }) => [values, is[0]!.area])).toEqual([
		[[0.75], 'security'],
		[[1], 'policy']
	]);
});

test('says at which values overall evidenced goes another way since the quarter before', () => {
	const day = '2026-08-15';
	expect(view(day)).toMatchObject({
		since: '2026-06-30',
		// Security went stale on 30 June, 121 days after its update.
		direction: { way: 'level', from: 25, to: 25 }
	});
	expect(constant(day, 'staleAfter').directions).toEqual([]);
	expect(constant('2026-07-15', 'staleAfter').directions).toEqual([]);
	expect(constant('2026-09-15', 'staleAfter').directions).toEqual([
		{ values: [180], is: { way: 'down', from: 63, to: 25 } }
	]);
});

test('names the figures that move by more than five points', () => {
	const { rows, moves } = constant('2026-08-15', 'lateFloor');
	// 50 days late: 1 − 50 ÷ 365 is above every floor but that of 1.
	expect(rows[0]!.cells.map(({ value, moved }) => [value, moved])).toEqual([
		[0, 0],
		[0.25, 0],
		[0.5, 0],
		[0.75, 0],
		[1, 14]
	]);
	expect(moves).toEqual([
		{
			values: [1],
			is: [
				{ scope: 'overall', from: 86, to: 100 },
				{ scope: 'policy', from: 86, to: 100 }
			]
		}
	]);
});

test('without goals there is nothing to vary', () => {
	const none = sensitivityView(organizationOf([]), '2026-01-01');
	expect(none).toMatchObject({ n: 0, due: 0, order: [], direction: null });
	for (const { orders, directions, moves } of none.constants)
		expect([orders, directions, moves]).toEqual([[], [], []]);
});

test('level areas are an order of their own', () => {
	const [first, second] = [
		{ area: 'security', evidenced: 40 },
		{ area: 'policy', evidenced: 40 }
	] as const;
	expect(sameOrder([first, second], [{ ...first, evidenced: 41 }, second])).toBe(false);
	expect(
		sameOrder([{ ...first, evidenced: 60 }, second], [{ ...first, evidenced: 41 }, second])
	).toBe(true);
});

test.prop([histories, days])(
	'at the method’s own value nothing differs, and what is named are the shown differences',
	({ drafts }, t) => {
		const random = organizationOf(drafts);
		const card = newest.scorecard(random, t, 0);
		for (const { own, figure, rows, orders, directions, moves } of sensitivityView(random, t)
			.constants) {
			for (const differing of [orders, directions, moves]) {
				const values = differing.flatMap((each) => each.values);
				expect(values).not.toContain(own);
				expect(new Set(values).size).toBe(values.length);
			}
			for (const { scope, cells } of rows) {
				const figures = figuresOf(card, scope);
				const score = figure === 'evidenced' ? figures.evidenced : figures.delivery.rate;
				expect(cells.find(({ value }) => value === own)).toEqual({ value: own, score, moved: 0 });
				for (const cell of cells) {
					const named = moves
						.find(({ values }) => values.includes(cell.value))
						?.is.find((move) => move.scope === scope);
					expect(named !== undefined).toBe(Math.abs(cell.moved) > NOTABLE);
					if (named) {
						expect(displayScore(score)).toBe(String(named.from));
						expect(displayScore(cell.score)).toBe(String(named.to));
					}
				}
			}
		}
	}
);

test.prop([histories, days])(
	'every area with goals has its place in the order',
	({ drafts }, t) => {
		const card = newest.scorecard(organizationOf(drafts), t, 0);
		const order = orderOf(card);
		const scored = SCOPES.filter((scope) => scope !== 'overall' && card.areas[scope].n > 0);
		expect(order.map(({ area }) => area).sort()).toEqual(scored.sort());
		expect(order.map(({ evidenced }) => evidenced)).toEqual(
			order.map(({ evidenced }) => evidenced).toSorted((a, b) => b - a)
		);
	}
);

test('what is the same at several values is said of them together', () => {
	// Stale at 90 and 120 days, current at the rest.
	const { moves } = constant('2026-07-15', 'staleAfter');
	expect(moves.map(({ values, is }) => [values, is.map(({ scope }) => scope)])).toEqual([
		[
			[180, 270, 365],
			['overall', 'security']
		]
	]);
});
