import { m } from '../../paraglide/messages.js';
import type { Area, Change, Grade, Outlook, REVIEW_ACCESS } from '../../record/vocabulary.ts';
import type { Role } from '../../drafts/people/roles.ts';
import { shortDay } from '../shared/day.ts';
import { gradeName } from '../shared/words.ts';

/** What small values were and became, as the activity log has it, in words. */

/** By column: what it was, and what it is. */
export type Changes = Partial<Record<string, [unknown, unknown]>>;

/** The changes of a line as the database has them; none where it has none. */
export const changesOf = (stored: unknown): Changes => (stored ?? {}) as Changes;

const asWritten = (value: unknown) => String(value);
const day = (value: unknown) => shortDay(String(value));

export function accessName(value: unknown): string {
	return m.reviews_access({ access: value as (typeof REVIEW_ACCESS)[number] });
}

const CHANGE_NAMES = {
	editorial: m.badge_editorial,
	strengthened: m.badge_strengthened,
	date_moved: m.badge_date_moved,
	reworded: m.badge_reworded,
	narrowed: m.badge_narrowed
};

const FIELDS = {
	name: asWritten,
	office: asWritten,
	role: (value: unknown) => m.form_role({ role: value as Role }),
	review_access: accessName,
	key: asWritten,
	area: (value: unknown) => m.area_name({ area: value as Area }),
	title: asWritten,
	effective_on: day,
	target_on: day,
	outlook: (value: unknown) => m.outlook_word({ outlook: value as Outlook }),
	change: (value: unknown) => CHANGE_NAMES[value as Change](),
	grade: (value: unknown) => gradeName(value as Grade)
};

/** “grade from Begun to Delivered”, one after another; empty where nothing changed. */
export function changeWords(changes: Changes): string {
	const told = (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((field) => {
		const values = changes[field];
		if (!values) return [];
		const [before, after] = values.map((value) =>
			value === null || value === '' ? m.teams_log_no_value() : FIELDS[field](value)
		);
		return [m.teams_log_value({ field, before: before!, after: after! })];
	});
	return told.join(m.list_semicolon());
}
