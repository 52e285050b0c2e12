import { z } from 'zod';
import { key } from '../../record/parts.ts';
import { AREAS } from '../../record/vocabulary.ts';
import { choice, text } from '../form.ts';
import {
	goalTextForm,
	blankText,
	condition,
	goalTextFields,
	needed,
	readText,
	typedText,
	type GoalTextRow,
	type GoalTextTyped
} from './goal-text.ts';
import { suggestKey } from './suggest-key.ts';

/** The form of a goal that is not published yet. */

export type GoalTyped = GoalTextTyped & {
	key: string;
	area: string;
	/** `team ID` or `person ID` of who owns a new goal; empty for nobody yet. */
	owner: string;
};

export function blankGoal(today: string, area = ''): GoalTyped {
	return { ...blankText(today), key: '', area, owner: '' };
}

export function typedGoal(
	goal: { key: string; area: string },
	draft: GoalTextRow & { updated_at: string },
	today: string
): GoalTyped {
	return {
		...typedText(draft, today, draft.updated_at),
		key: goal.key,
		area: goal.area,
		owner: ''
	};
}

export function readGoal(form: FormData): GoalTyped {
	return {
		...readText(form),
		key: text(form, 'key'),
		area: text(form, 'area'),
		owner: text(form, 'owner')
	};
}

/** The goal with a key made from its title where it was left blank; `taken` are those of other goals. */
export function withKey(typed: GoalTyped, taken: ReadonlySet<string>): GoalTyped {
	return { ...typed, key: typed.key || suggestKey(typed.title, typed.area, taken) };
}

/** Makes the `draft` of create_goal() and save_draft_goal(). A draft needs a title, a key and an area. */
export function goalForm(today: string) {
	const { title, ...fields } = goalTextFields(today);
	// In the order of the form, which is that of its errors.
	return goalTextForm({
		title,
		key: needed.pipe(key),
		area: choice(AREAS),
		condition,
		...fields
	});
}

export type GoalDraft = z.output<ReturnType<typeof goalForm>>;
