import { m } from '../paraglide/messages.js';
import { daysBetween } from '../record/day.ts';
import type { GoalPublished, GoalRevised } from '../record/entries.ts';
import type { Goal } from '../record/state.ts';
import type { BadgeKind } from './badges.ts';
import { wordDiff, type DiffPart } from './diff.ts';
import { days, longDay } from './day.ts';
import { recorded } from './recorded.ts';

type Revision = GoalPublished | GoalRevised;

/** One part of a goal's text that a revision changed. */
export type ChangedPart = { name: string; parts: DiffPart[]; note?: string };

/** Every revision effective by `t` with what it changed, newest first. */
export function revisionsView(goal: Goal, t: string) {
	return goal.revisions
		.map((revision, index) => view(revision, goal.revisions[index - 1]))
		.filter((revision) => revision.day <= t)
		.reverse();
}
export type RevisionView = ReturnType<typeof view>;

function view(revision: Revision, before: Revision | undefined) {
	const change: BadgeKind = revision.kind === 'goal.revised' ? revision.change : 'published';
	return {
		...recorded(revision),
		number: revision.revision,
		day: revision.effective_on,
		change,
		reason: revision.kind === 'goal.revised' ? revision.reason : null,
		source: revision.source ?? null,
		changes: before ? changedParts(before, revision) : null
	};
}

/** What differs between two revisions, part by part; empty where their texts are the same. */
export function changedParts(before: Revision, after: Revision): ChangedPart[] {
	const parts: [name: string, before: string, after: string, note?: string][] = [
		['Title', before.title, after.title],
		['Statement', before.statement, after.statement],
		['Acceptance criteria', listed(before.criteria), listed(after.criteria)],
		['Target date', targetText(before), targetText(after), moved(before, after)],
		['Outlook', outlookText(before), outlookText(after)]
	];
	return parts
		.filter(([, was, is]) => was !== is)
		.map(([name, was, is, note]) => ({
			name,
			parts: name === 'Target date' || name === 'Outlook' ? replaced(was, is) : wordDiff(was, is),
			note
		}));
}

/** Short values read better whole than word by word. */
function replaced(before: string, after: string): DiffPart[] {
	return [
		{ text: before, change: 'removed' },
		{ text: ' ', change: 'same' },
		{ text: after, change: 'added' }
	];
}

const listed = (criteria: readonly string[]) =>
	criteria.map((text, index) => `${index + 1}. ${text}`).join('\n');

function targetText({ target }: Revision): string {
	if (!target) return 'None';
	return `${longDay(target.on)}, ${target.basis}${target.note ? ` (${target.note})` : ''}`;
}

function moved(before: Revision, after: Revision): string | undefined {
	if (!before.target || !after.target) return undefined;
	const by = daysBetween(before.target.on, after.target.on);
	return by === 0 ? undefined : `${days(Math.abs(by))} ${by > 0 ? 'later' : 'earlier'}`;
}

const outlookText = ({ outlook }: Revision) =>
	outlook ? m.outlook_word({ outlook: outlook }) : 'None given';
