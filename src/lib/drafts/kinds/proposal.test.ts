import { expect, test } from 'vitest';
import { proposalsFor, sameFigures, type CertificationProposal } from './proposal.ts';

let count = 0;
const proposal = (more: Partial<CertificationProposal>): CertificationProposal => ({
	id: `${++count}`,
	period: '2026-Q1',
	effective_on: '2026-04-02',
	figures: {} as CertificationProposal['figures'],
	certifier_name: 'Lea',
	certifier_office: 'Head',
	statement: 'Yes.',
	corrects: null,
	reason: null,
	status: 'proposed',
	comment: null,
	created_at: '2026-04-02T00:00:00Z',
	published_seq: null,
	author: { id: 'lea', name: 'Lea' },
	answerer: null,
	...more
});

test('a proposal waits for every leader but the one who made it', () => {
	const waits = [proposal({})];
	expect(proposalsFor(waits, 'lea').map(({ state }) => state)).toEqual(['mine']);
	expect(proposalsFor(waits, 'kwabena').map(({ state }) => state)).toEqual(['theirs']);
});

test('a declined one goes back to who made it, until they propose the quarter again', () => {
	const declined = proposal({ status: 'declined', comment: 'No.' });
	expect(proposalsFor([declined], 'lea').map(({ state }) => state)).toEqual(['declined']);
	expect(proposalsFor([declined], 'kwabena')).toEqual([]);
	// The newest first.
	const states = proposalsFor([proposal({}), declined, declined], 'lea');
	expect(states.map(({ state }) => state)).toEqual(['mine']);
});

test('figures are the same in any order of their fields', () => {
	const one = { overall: { n: 1, claimed: 50 }, areas: {} };
	expect(sameFigures(one, { areas: {}, overall: { claimed: 50, n: 1 } })).toBe(true);
	expect(sameFigures(one, { areas: {}, overall: { claimed: 50.01, n: 1 } })).toBe(false);
});
