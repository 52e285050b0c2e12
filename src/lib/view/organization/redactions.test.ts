import { expect, test } from 'vitest';
import type { EvidenceItem } from '../../record/entries.ts';
import { corrected, link, organizationOf, published, reported } from '../../record/testing.ts';
import { redactionsView } from './redactions.ts';
import { newest } from '../../scoring/methods.ts';

type Category = NonNullable<EvidenceItem['redaction']>['category'];
const redacted = (category: Category): EvidenceItem => ({
	kind: 'link',
	visibility: 'redacted',
	title: 'Withheld',
	criteria: [0],
	redaction: { category, description: 'A page.' }
});

const organization = organizationOf([
	published('2026-01-01', 'a', { title: 'A', area: 'security' }),
	published('2026-01-01', 'b', { title: 'B', area: 'policy' }),
	reported('2026-02-01', 'a', 1, { evidence: [redacted('legal'), redacted('legal'), link()] }),
	reported('2026-03-01', 'a', 2, { evidence: [link()] }),
	reported('2026-03-01', 'b', 2, { evidence: [redacted('privacy'), redacted('legal')] }),
	// Takes one of the two back into the open.
	corrected('2026-04-01', 'a', '2026-02-01', 1, { evidence: [redacted('legal'), link()] })
]);
const on = (t: string, area?: 'security' | 'policy' | 'alignment') =>
	redactionsView(organization, newest.scorecard(organization, t, 7), area);

test('every update counts as it stands, by category and goal', () => {
	expect(on('2026-04-01')).toEqual({
		items: 5,
		redacted: 3,
		categories: [
			{
				category: 'legal',
				count: 2,
				goals: [
					{ key: 'a', title: 'A', count: 1 },
					{ key: 'b', title: 'B', count: 1 }
				]
			},
			{ category: 'privacy', count: 1, goals: [{ key: 'b', title: 'B', count: 1 }] }
		]
	});
	expect(on('2026-03-31')).toMatchObject({ items: 6, redacted: 4 });
	expect(on('2026-01-31')).toEqual({ items: 0, redacted: 0, categories: [] });
});

test('an area counts its own', () => {
	expect(on('2026-04-01', 'security')).toMatchObject({ items: 3, redacted: 1 });
	expect(on('2026-04-01', 'policy')).toMatchObject({ items: 2, redacted: 2 });
	expect(on('2026-04-01', 'alignment').items).toBe(0);
});
