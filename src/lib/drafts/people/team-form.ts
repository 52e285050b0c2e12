import { z } from 'zod';
import { shortText } from '../../record/parts.ts';
import { TEAM_NAME_MAX } from './owners.ts';

/** The forms of teams and of a goal's owners. */

export const teamForm = z.object({
	name: shortText.max(TEAM_NAME_MAX)
});

/**
 * What somebody ticked and unticked since the page was drawn, and nothing else: boxes named `name`, and
 * a hidden `name.was` for each that was ticked then. So two who save at once do not undo each other.
 */
export function ticked(form: FormData, name: string): { added: string[]; removed: string[] } {
	const was = new Set(form.getAll(`${name}.was`).map(String));
	const now = new Set(form.getAll(name).map(String));
	return {
		added: [...now].filter((value) => !was.has(value)),
		removed: [...was].filter((value) => !now.has(value))
	};
}
