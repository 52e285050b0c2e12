import { afterEach, expect, test } from 'vitest';
import { getLocale, overwriteGetLocale } from '../../paraglide/runtime.js';
import { fold } from '../../record/fold.ts';
import {
	certified,
	closed,
	organizationOf,
	published,
	reported,
	reviewed,
	storedEntry,
	type Draft
} from '../../record/testing.ts';
import { anthropicRoadmap, entriesOf } from '../../record/testing-roadmap.ts';
import { certifiedCard, goalCard, organizationCard } from './card.ts';

const ambient = getLocale;
afterEach(() => overwriteGetLocale(ambient));

const DAY = '2026-06-30';
const three: Draft[] = ['a', 'b', 'c'].flatMap((key) => [
	published('2026-01-01', key, { target: '2026-09-30' }),
	reported('2026-06-01', key, 2)
]);
const values = (card: { scores?: { figures: { value: string }[] } }) =>
	card.scores?.figures.map(({ value }) => value);

test('an organization has its figures, its day and how many grades were reviewed', () => {
	const drafts = [...three, reviewed('2026-06-02', 'a', '2026-06-01', 'sufficient')];
	const card = organizationCard(organizationOf(drafts), DAY, 9);
	expect(card).toMatchObject({ titles: ['Example Lab'], over: ['Safety roadmap', 'Scorecard'] });
	expect(card.scores).toMatchObject({ claimed: 50, word: null });
	expect(values(card)).toEqual([expect.any(String), '50', expect.any(String), '3']);
	expect(card.lines).toEqual([
		['As of 30 June 2026', '1 of 3 grades independently reviewed'],
		['Graded by the organization itself']
	]);
	const before = organizationCard(organizationOf(drafts), '2025-12-31', 9);
	expect(before.scores).toMatchObject({ claimed: null, word: expect.stringContaining('No goals') });
});

test('a transcribed record has a word where others have figures', () => {
	const entries = entriesOf(anthropicRoadmap(), '2026-02-18');
	const [organization] = fold(entries).organizations.values();
	const card = organizationCard(organization!, DAY, entries.length);
	expect(card.scores?.word).toBe('Transcribed');
	expect(card.lines.flat()).toContain(
		'Graded by who transcribed the record, not by the organization'
	);
});

test('so has one with too few goals', () => {
	const few = organizationCard(organizationOf(three.slice(0, 4)), DAY, 5);
	expect(few.scores?.word).toBe('Too few goals');
});

test('a goal has its grade, badges, target date or closing, in the language that is read', () => {
	const organization = organizationOf([...three, closed('2026-06-20', 'b', 'withdrawn')]);
	const card = (key: string, day = DAY) => {
		const goal = organization.goals.get(key)!;
		return goalCard(organization, goal, goal.revisions[0]!, day);
	};
	expect(card('a')).toMatchObject({
		titles: ['Goal a', 'Goal a'],
		over: ['Example Lab', 'Security goal'],
		grade: 2
	});
	expect(card('a').badges).toContainEqual({ kind: 'self-graded' });
	expect(card('a').lines[0]).toEqual(['As of 30 June 2026', 'Due 30 September 2026']);
	expect(card('b').badges[0]).toEqual({ kind: 'withdrawn' });
	expect(card('b').lines[0]?.[1]).toBe('Closed 20 June 2026');
	expect(card('a', '2026-02-01').grade).toBe(null);
	overwriteGetLocale(() => 'zh');
	expect(card('a').over[1]).toBe('安保目标');
});

test('a certified scorecard has its figures with two decimals, and whether they are those of the record', () => {
	const organization = organizationOf([...three, certified('2026-07-02', '2026-Q2')]);
	const [standing] = organization.certified;
	const stored = organization.entries.map((entry) => storedEntry(entry));
	const card = certifiedCard(organization, standing!, stored);
	expect(card.titles).toEqual(['Q2 2026']);
	expect(card.badges).toContainEqual({ kind: 'figures-differ' });
	expect(card.lines).toEqual([
		['As of 30 June 2026', 'Graded by the organization itself'],
		['Certified by A Leader, Head of safety']
	]);
	expect(card.scores?.word).toMatch(/No goals/);
});
