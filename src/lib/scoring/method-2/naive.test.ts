import { test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { foldWhole, entries, registered } from '../../record/testing.ts';
import { AREAS } from '../../record/vocabulary.ts';
import { days, FIRST_DAY, histories } from '../histories.ts';
import type { ScoreFigures } from '../types.ts';
import { scorecard } from './scorecard.ts';
import { naiveFigures } from './testing-naive.ts';

/** Figures to nine decimals: sums in another order leave differences below that. */
const rounded = (score: number | null) => (score === null ? null : Number(score.toFixed(9)));

const flat = ({ n, claimed, evidenced, delivery }: ScoreFigures) => ({
	n,
	claimed: rounded(claimed),
	evidenced: rounded(evidenced),
	due: delivery.n,
	rate: rounded(delivery.rate),
	on_time: delivery.on_time
});

test.prop([histories, days], { numRuns: 400 })(
	'every figure is that of a second computation, made from the definition alone',
	({ drafts }, t) => {
		const record = entries([registered(FIRST_DAY), ...drafts]);
		const { overall, areas } = scorecard([...foldWhole(record).organizations.values()][0]!, t, 0);
		const naive = naiveFigures(record, t).map((figures) => ({
			...figures,
			claimed: rounded(figures.claimed),
			evidenced: rounded(figures.evidenced),
			rate: rounded(figures.rate)
		}));
		expect([overall, ...AREAS.map((area) => areas[area])].map(flat)).toEqual(naive);
	}
);
