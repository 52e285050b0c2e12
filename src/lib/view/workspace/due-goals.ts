import { m } from '../../paraglide/messages.js';
import type { DueTarget, DueUpdate } from './cadence.ts';

/** A goal of which an update is due, or its target date, or both; `in_days` to whichever comes first. */
export type DueGoal = {
	key: string;
	title: string;
	in_days: number;
	update: DueUpdate | null;
	target: DueTarget | null;
};

/** Each goal once, the longest overdue first. */
export function dueGoals(updates: readonly DueUpdate[], targets: readonly DueTarget[]): DueGoal[] {
	const updateOf = new Map(updates.map((update) => [update.key, update]));
	const targetOf = new Map(targets.map((target) => [target.key, target]));
	return [...new Set([...updateOf.keys(), ...targetOf.keys()])]
		.map((key) => {
			const update = updateOf.get(key) ?? null;
			const target = targetOf.get(key) ?? null;
			const { title } = (update ?? target)!;
			const in_days = Math.min(update?.in_days ?? Infinity, target?.in_days ?? Infinity);
			return { key, title, in_days, update, target };
		})
		.sort((a, b) => a.in_days - b.in_days);
}

/** "5 days overdue"; of a transcribed record a date that has passed is not told as a delay. */
export function whenDue(inDays: number, transcribed = false): string {
	if (inDays < 0 && transcribed) return m.calendar_days_past({ count: -inDays });
	if (inDays < 0) return m.flow_home_overdue({ count: -inDays });
	return inDays === 0 ? m.flow_home_due_today() : m.flow_home_due_in({ count: inDays });
}
