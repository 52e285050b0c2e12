import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import type { RevisionTranslation } from '../../record/parts.ts';
import { organizationOf, published, revised, type Draft } from '../../record/testing.ts';
import { changesLog } from '../changes/changes-log.ts';
import { NO_FILTER } from '../changes/changes-filter.ts';
import { latestChanges } from '../changes/changes.ts';
import { goalHistory } from '../goal/history.ts';
import { revisionsView } from '../goal/revisions.ts';
import { organizationEvents, textOf } from '../trend/trend-events.ts';

const T = '2026-12-31';
afterEach(() => overwriteGetLocale(() => 'en'));

const words: RevisionTranslation = {
	language: 'zh',
	title: '加密权重',
	statement: '一份陈述。',
	criteria: ['一条标准']
};
const organization = (...revisions: Draft[]) =>
	organizationOf([published('2026-01-01', 'a'), ...revisions]);
const editorial = (day: string, translation?: RevisionTranslation, text = {}) =>
	({ ...revised(day, 'a', 'editorial', text), ...(translation && { translation }) }) as Draft;

/** By each place that tells of a revision, what it says of the latest one. */
function told(...revisions: Draft[]) {
	const all = organization(...revisions);
	const goal = all.goals.get('a')!;
	return {
		scorecard: latestChanges(all, T)[0]?.text,
		log: changesLog(all, T, NO_FILTER).lines[0]?.text,
		trend: textOf(organizationEvents(all, [goal], '2026-01-01', T, false).at(-1)!, T),
		history: goalHistory(all, goal, T).at(-1)?.lines.at(-1)?.text,
		revision: revisionsView(goal, T)[0]?.reason
	};
}

/** The names of the parts that the latest revision changed, with what was added to each. */
function changed(...revisions: Draft[]) {
	const { changes } = revisionsView(organization(...revisions).goals.get('a')!, T)[0]!;
	return (changes ?? []).map(({ name, parts }) => [
		name,
		parts
			.filter(({ change }) => change === 'added')
			.map(({ text }) => text)
			.join('')
	]);
}

test('a translated reason is told wherever a reason is, in its language', () => {
	const revision = editorial('2026-02-01', { ...words, reason: '理由。' }, { title: 'Other' });
	const same = (text: string) => ({
		scorecard: text,
		log: text,
		trend: text,
		history: text,
		revision: text
	});
	expect(told(revision)).toEqual(same('A reason.'));
	overwriteGetLocale(() => 'zh');
	expect(told(revision)).toEqual(same('理由。'));
});

test('a revision of nothing but the translation says so', () => {
	const [first, second] = [editorial('2026-02-01', words), editorial('2026-03-01')];
	expect(told(first).log).toBe('A translation was added. A reason.');
	expect(told(first, second).log).toBe('The translation was taken away. A reason.');
	const other = editorial('2026-03-01', { ...words, title: '给权重加密' });
	expect(told(first, other).history).toBe('The translation changed. A reason.');
	// The text changed too, or of the translation only the reason, which each revision has.
	const both = editorial('2026-03-01', { ...words, title: '别的' }, { title: 'Other' });
	expect(told(first, both).log).toBe('A reason.');
	expect(told(first, editorial('2026-03-01', { ...words, reason: '理由。' })).log).toBe(
		'A reason.'
	);
});

test('what changed in a translation is listed part by part', () => {
	const first = editorial('2026-02-01', words);
	expect(changed(first)).toEqual([
		['Title, translated', '加密权重'],
		['Statement, translated', '一份陈述。'],
		['Acceptance criteria, translated', '1. 一条标准']
	]);
	const more = { criteria: ['一条标准', '第二条'], target_note: '说明', reason: '理由。' };
	const second = editorial(
		'2026-03-01',
		{ ...words, ...more },
		{ criteria: ['A criterion', 'Another'] }
	);
	expect(changed(first, second)).toEqual([
		['Acceptance criteria', '2. Another'],
		['Acceptance criteria, translated', '2. 第二条'],
		['Note on the target date, translated', '说明'],
		['Public reason, translated', '理由。']
	]);
});
