import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { organizationOf } from '../../record/testing.ts';
import { AREAS } from '../../record/vocabulary.ts';
import { METHOD_CONSTANTS, type Constants } from './constants.ts';
import { days, histories } from '../histories.ts';
import { scorecard } from './scorecard.ts';
import { sensitivity } from '../sensitivity.ts';
import type { Figures, ScoreFigures } from '../types.ts';
import { varied } from './varied.ts';

const RANGES = varied.ranges;
const NAMES = Object.keys(RANGES) as (keyof Constants)[];

/** More than floats lose in these sums, less than any change of a score. */
const ROUNDING = 1e-9;

const all = ({ overall, areas }: Figures) => [overall, ...AREAS.map((area) => areas[area])];
const evidenced = (figures: Figures) => all(figures).map((each) => each.evidenced);
const rates = (figures: Figures) => all(figures).map((each) => each.delivery.rate);
const withoutEvidenced = (figures: Figures) =>
	all(figures).map(({ n, claimed, delivery }: ScoreFigures) => ({ n, claimed, delivery }));
const withoutRate = (figures: Figures) =>
	all(figures).map(({ delivery, ...scores }) => ({ ...scores, due: delivery.n }));

/** Expects that no figure is above the one at the same place. */
function expectNotAbove(low: (number | null)[], high: (number | null)[]) {
	const rises = low.map((figure, index) => (figure ?? 0) - (high[index] ?? 0));
	expect(Math.max(...rises)).toBeLessThanOrEqual(ROUNDING);
}

const constants: fc.Arbitrary<Constants> = fc.record({
	staleAfter: fc.nat(800),
	unarchived: fc.double({ min: 0, max: 1, noNaN: true }),
	lateDays: fc.integer({ min: 1, max: 1500 }),
	lateFloor: fc.double({ min: 0, max: 1, noNaN: true })
});

test.each(NAMES)('the range of %s ascends through the method’s own value', (constant) => {
	expect(RANGES[constant]).toEqual(RANGES[constant].toSorted((a, b) => a - b));
	expect(RANGES[constant]).toContain(METHOD_CONSTANTS[constant]);
});

test.prop([histories, days, days])(
	'with the method’s own constants the figures are the published ones',
	({ drafts }, t, since) => {
		const organization = organizationOf(drafts);
		const card = scorecard(organization, t, 7);
		expect(scorecard(organization, t, 7, undefined, { ...METHOD_CONSTANTS })).toEqual(card);
		const found = sensitivity(varied, organization, t, since);
		const earlier = scorecard(organization, since, 7);
		expect(found.published).toEqual({
			now: { overall: card.overall, areas: card.areas },
			before: { overall: earlier.overall, areas: earlier.areas }
		});
		for (const constant of NAMES) {
			expect(found.varied[constant].map(({ value }) => value)).toEqual(RANGES[constant]);
			const own = found.varied[constant].find(({ value }) => value === METHOD_CONSTANTS[constant])!;
			expect({ now: own.now, before: own.before }).toEqual(found.published);
		}
	}
);

test.prop([histories, days, constants, constants])(
	'staleness and the half-value move evidenced alone, lateness the delivery rate alone',
	({ drafts }, t, one, other) => {
		const organization = organizationOf(drafts);
		const card = (given: Constants) => scorecard(organization, t, 0, undefined, given);
		const { staleAfter, unarchived, lateDays, lateFloor } = other;
		expect(withoutEvidenced(card({ ...one, staleAfter, unarchived }))).toEqual(
			withoutEvidenced(card(one))
		);
		expect(withoutRate(card({ ...one, lateDays, lateFloor }))).toEqual(withoutRate(card(one)));
	}
);

test.prop([histories, days, constants, constants, fc.constantFrom(...NAMES)])(
	'a larger constant never lowers a figure: neither evidenced nor the delivery rate',
	({ drafts }, t, given, other, constant) => {
		const organization = organizationOf(drafts);
		const [low, high] = [given[constant], other[constant]].sort((a, b) => a - b);
		const card = (value: number) =>
			scorecard(organization, t, 0, undefined, { ...given, [constant]: value });
		expectNotAbove(evidenced(card(low!)), evidenced(card(high!)));
		expectNotAbove(rates(card(low!)), rates(card(high!)));
	}
);

const within = fc.record(
	Object.fromEntries(NAMES.map((name) => [name, fc.constantFrom(...RANGES[name])]))
) as unknown as fc.Arbitrary<Constants>;

test.prop([histories, days, within])(
	'every combination within the ranges lies between the strictest and the mildest',
	({ drafts }, t, given) => {
		const organization = organizationOf(drafts);
		const { strictest, mildest } = sensitivity(varied, organization, t, t);
		const card = scorecard(organization, t, 0, undefined, given);
		for (const figures of [evidenced, rates]) {
			expectNotAbove(figures(strictest.now), figures(card));
			expectNotAbove(figures(card), figures(mildest.now));
		}
	}
);
