import { expect, test } from 'vitest';
import type { Entry } from '../../record/entries.ts';
import {
	closed,
	corrected,
	organizationOf,
	published,
	reported,
	reviewed,
	revised
} from '../../record/testing.ts';
import { CHANGES, CLOSED_AS } from '../../record/vocabulary.ts';
import { EVENT_KINDS } from './event-kinds.ts';
import { eventKind, goalEvents, organizationEvents, textOf, titleOf } from './trend-events.ts';

const organization = organizationOf([
	published('2026-01-10', 'a'),
	reported('2026-02-10', 'a', 2),
	corrected('2026-02-11', 'a', '2026-02-10', 1),
	reviewed('2026-02-12', 'a', '2026-02-10', 'partly'),
	...CHANGES.map((change, day) => revised(`2026-03-0${day + 1}`, 'a', change)),
	closed('2026-04-01', 'a', 'withdrawn')
]);
const goals = [...organization.goals.values()];
const certified = {
	kind: 'scorecard.certified',
	seq: 99,
	organization: 'example',
	recorded_at: '2026-03-31T12:00:00Z',
	effective_on: '2026-03-31',
	statement: 'We stand by it.'
} as unknown as Entry;

test('every kind of revision and closing has a lane, and so has a certified scorecard', () => {
	for (const kind of [...CHANGES, ...CLOSED_AS, 'certified']) expect(EVENT_KINDS).toContain(kind);
	expect(eventKind(certified)).toBe('certified');
});

test('what happened to goals is in order of day, without updates and reviews', () => {
	const events = organizationEvents(organization, goals, '2026-01-01', '2026-12-31', true);
	expect(events.map(({ kind }) => kind)).toEqual([
		'published',
		'corrected',
		...CHANGES,
		'withdrawn'
	]);
	expect(organizationEvents(organization, goals, '2026-02-01', '2026-02-28', true)).toHaveLength(1);
});

test('a goal’s own trend marks its updates and reviews too', () => {
	const events = goalEvents(organization, goals[0]!, '2026-02-01', '2026-02-28');
	expect(events.map(({ kind }) => kind)).toEqual(['reported', 'corrected', 'reviewed']);
});

test('what happened to the organization is an event of the whole only', () => {
	const signed = { ...organization, entries: [...organization.entries, certified] };
	const events = (whole: boolean) =>
		organizationEvents(signed, goals, '2026-03-31', '2026-03-31', whole);
	const [event] = events(true);
	expect(event).toMatchObject({ kind: 'certified', goal: null });
	expect([titleOf(event!, '2026-12-31'), textOf(event!, '2026-12-31')]).toEqual([
		'',
		'We stand by it.'
	]);
	expect(events(false)).toEqual([]);
});

test('an event says why in plain words, cut where it is long', () => {
	const [, , , , , , last] = organizationEvents(
		organization,
		goals,
		'2026-01-01',
		'2026-12-31',
		true
	);
	expect(textOf(last!, '2026-12-31')).toBe('A reason.');
	const long = { ...last!.entry, reason: 'Word '.repeat(1000) } as Entry;
	expect(textOf({ ...last!, entry: long }, '2026-12-31')).toMatch(/^(Word )+Word…$/);
});
