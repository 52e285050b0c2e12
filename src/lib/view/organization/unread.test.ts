import { test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { unreadFrom } from '../../record/all-entries.ts';
import {
	certified,
	closed,
	entries,
	published,
	registered,
	reported,
	revised
} from '../../record/testing.ts';
import { mixes, read, unknownKind, type Text } from '../../record/testing-raw.ts';
import { AREAS } from '../../record/vocabulary.ts';
import { certifiableFigures } from '../../scoring/certified.ts';
import { days } from '../../scoring/histories.ts';
import { newest } from '../../scoring/methods.ts';
import { calendarView } from './calendar.ts';
import { certifiedPeriod, certifiedQuarters } from '../certified/certified.ts';
import { NO_FILTER } from '../changes/changes-filter.ts';
import { changesLog } from '../changes/changes-log.ts';
import { comparison } from '../compare/compare.ts';
import { goalMarks } from '../goal/goal-row.ts';
import { goalView } from '../goal/goal.ts';
import { organizationRows } from '../compare/home.ts';
import { organizationInfo, withheldOrganizations } from './organization.ts';
import { pairView } from '../goal/revision-pair.ts';
import { entryLine, newestFirst } from '../kinds/record-list.ts';
import { scorecardView, withheldView } from './scorecard.ts';
import { foundGoal, searchGoals } from '../search/search-goals.ts';
import { workedExample } from '../methodology/worked-example.ts';

/** What pages show of a record that holds entries newer than this server. */

const BY_NAME = { sort: 'name', order: 'asc', area: 'overall' } as const;

property.prop([mixes, days], { numRuns: 30 })(
	'no page fails on what could not be read',
	({ texts }, t) => {
		const { stored, state } = read(texts);
		const { seq } = state;
		const lines = newestFirst(state).map((entry) => entryLine(state, entry));
		expect(lines.map((line) => line.seq)).toEqual(stored.map((row) => row.seq).reverse());
		const withheld = withheldOrganizations(state).map(({ slug }) => slug);
		const rows = organizationRows(state, t);
		expect(rows.filter(({ figures }) => !figures).map(({ slug }) => slug)).toEqual(withheld);
		const compared = comparison(state, t, BY_NAME)[0].lines.map(({ slug }) => slug);
		expect([...compared, ...withheld].sort()).toEqual([...state.organizations.keys()].sort());
		expect(withheld).not.toContain(workedExample(state, t)?.organization.slug);
		for (const hit of searchGoals(state, 'goal', t)) foundGoal(hit, 'goal', t);
		for (const organization of state.organizations.values()) {
			expect(organizationInfo(organization).unread).toBe(unreadFrom(organization));
			goalMarks(organization, t);
			const view = withheldView(organization, t, seq);
			const shown = view.goals.flatMap(({ rows }) => rows.map(({ key }) => key));
			calendarView(organization, t, seq, 'month');
			certifiedQuarters(organization, t, stored);
			const log = changesLog(organization, '9999-12-31', NO_FILTER);
			expect(log.count).toBe(organization.entries.length + organization.raw.length);
			for (const goal of organization.goals.values()) {
				const score = newest.goalScore(organization, goal, t);
				expect(shown.includes(goal.key)).toBe(score !== undefined);
				if (score) goalView(organization, goal, score, t, (text) => text);
				const [first, last] = [goal.revisions[0]!, goal.revisions.at(-1)!];
				pairView(goal, { from: first.revision, to: last.revision });
			}
			if (unreadFrom(organization) === null) scorecardView(organization, t, seq);
		}
	}
);

const T = '2026-12-31';
const whole = entries([
	registered('2026-01-01'),
	published('2026-01-01', 'a', { target: '2026-06-30' }),
	reported('2026-02-01', 'a', 3)
]);
const of = (texts: readonly Text[]) => {
	const { state, stored } = read(texts);
	return { state, stored, organization: state.organizations.get('example')! };
};

test('the log shows an unknown kind with its day, and withholds nothing for it', () => {
	const { organization } = of([...whole, unknownKind('example')]);
	expect(organizationInfo(organization).unread).toBeNull();
	const { lines } = changesLog(organization, T, NO_FILTER);
	expect(lines[1]).toMatchObject({
		seq: 4,
		day: '2026-01-01',
		badge: 'raw',
		raw: 'Entry of the kind document.published',
		text: expect.stringMatching(/^This server does not know this kind of entry/),
		goal: null
	});
	expect(lines.map(({ seq }) => seq)).toEqual([3, 4, 2, 1]);
});

test.each([
	[{ effective_on: 'soon' }, '2026-03-01'],
	[{ effective_on: 'soon', recorded_at: 'then' }, null]
])('%j stands under the day of its recording, or before all days', (other, day) => {
	const [report] = entries([reported('2026-03-01', 'a', 4)]);
	const { organization } = of([...whole, { ...report!, ...other }]);
	expect(changesLog(organization, T, NO_FILTER).lines[0]).toMatchObject({
		seq: 4,
		day,
		raw: 'Progress reported, not readable here',
		text: expect.stringMatching(/figures are withheld/)
	});
	expect(changesLog(organization, '2026-02-28', NO_FILTER).lines.map(({ seq }) => seq)).toEqual(
		day ? [3, 2, 1] : [4, 3, 2, 1]
	);
});

test('filters find what could not be read by its kind and year, and by nothing that it might say', () => {
	const [revision] = entries([revised('2025-03-01', 'a', 'narrowed')]);
	const { organization } = of([...whole, { ...revision!, change: 'recast' }]);
	const seqs = (filter: object) =>
		changesLog(organization, T, { ...NO_FILTER, ...filter }).lines.map(({ seq }) => seq);
	expect(seqs({ kind: 'goal.revised' })).toEqual([4]);
	expect(seqs({ year: '2025' })).toEqual([4]);
	expect(seqs({ weakening: 'any' })).toEqual([]);
	expect(seqs({ change: 'narrowed' })).toEqual([]);
	expect(seqs({ area: AREAS[0] })).toEqual([3, 2]);
});

test('an entry that rests on an unreadable one says so, in the record too', () => {
	const [goal] = entries([published('2026-03-01', 'b')]);
	const [closing] = entries([closed('2026-04-01', 'b', 'withdrawn')]);
	const { state } = of([...whole, { ...goal!, area: 'weather' }, closing!]);
	expect(newestFirst(state, 'example').map((entry) => entryLine(state, entry).heading)).toEqual([
		'Goal closed, not placed here',
		'Goal published, not readable here',
		'Progress reported: Substantially delivered',
		'Goal published',
		'Organization registered'
	]);
	expect(entryLine(state, state.raw[0]!)).toMatchObject({
		href: '/example',
		subject: 'Example Lab',
		raw: 'values'
	});
});

test('what names no organization of the record is listed without a page', () => {
	const { state } = of([...whole, unknownKind('nobody'), unknownKind('', { organization: 7 })]);
	const [none, nobody] = newestFirst(state).map((entry) => entryLine(state, entry));
	expect(nobody).toMatchObject({ subject: 'nobody', href: null });
	expect(none).toMatchObject({ subject: 'No organization that can be read', href: null });
	expect(newestFirst(state, 'nobody').map(({ seq }) => seq)).toEqual([4]);
});

test('what was certified before is computed again, what was certified after is not', () => {
	const { organization: then } = of(whole);
	const figures = certifiableFigures(then, '2026-03-31');
	const at = (seq: number) => ({
		position: { seq, leaf_hash: of(whole).stored[2]!.leaf_hash },
		figures
	});
	const [unread] = entries([reported('2026-05-01', 'a', 4)]);
	const [early, late] = entries([
		certified('2026-04-02', '2026-Q1', at(3)),
		certified('2026-07-02', '2026-Q2', at(5))
	]);
	const { organization, stored } = of([...whole, early!, { ...unread!, grade: 5 }, late!]);
	expect(organizationInfo(organization).unread).toBe(5);
	const [before] = certifiedPeriod(organization, '2026-Q1', stored);
	expect(before).toMatchObject({ recomputed: { matches: true, entries: 3 } });
	const [after] = certifiedPeriod(organization, '2026-Q2', stored);
	expect(after).toMatchObject({ seq: 6, recomputed: null });
});
