import { expect, test } from 'vitest';
import { certified, organizationOf, published, registered } from '../../record/testing.ts';
import { certifiableFigures } from '../../scoring/certified.ts';
import { certifiedAnswer } from './certified.ts';

const leaf_hash = 'a'.repeat(64);
const drafts = [registered('2026-01-05'), published('2026-01-10', 'a')];
const figures = certifiableFigures(organizationOf(drafts), '2026-03-31');
const at = { position: { seq: 2, leaf_hash }, figures };
const stored = [1, 2, 3, 4].map((seq) => ({ seq, body: '', envelope: '', leaf_hash }));

test('gives every quarter, its certified scorecards in record order, and gaps as empty lists', () => {
	const organization = organizationOf([
		...drafts,
		certified('2026-04-02', '2026-Q1', at),
		certified('2026-04-03', '2026-Q1', { ...at, corrects: 3, reason: 'A reason.' })
	]);
	const answer = certifiedAnswer(organization, '2026-07-01', 4, stored);
	expect(answer).toMatchObject({ organization: 'example', seq: 4, kept_by: 'self' });
	expect(answer.quarters.map(({ period, certified }) => [period, certified.length])).toEqual([
		['2026-Q2', 0],
		['2026-Q1', 2]
	]);
	const quarter = answer.quarters[1]!;
	expect(quarter).toMatchObject({ as_of: '2026-03-31', page: '/example/certified/2026-Q1' });
	const [first, again] = quarter.certified;
	expect(Object.keys(first!)).toEqual([
		...['seq', 'recorded_at', 'effective_on', 'as_of', 'method', 'position', 'figures'],
		...['certifier', 'statement', 'recording', 'recomputed']
	]);
	expect(again).toMatchObject({ seq: 4, corrects: 3, recomputed: { matches: true, entries: 2 } });
});
