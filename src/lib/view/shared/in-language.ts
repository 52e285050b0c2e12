import { getLocale } from '../../paraglide/runtime.js';
import type {
	GoalPublished,
	GoalRevised,
	ProgressCorrected,
	ProgressReported
} from '../../record/entries.ts';
import { revisionAsOf } from '../../record/as-of.ts';
import { conditionOf } from '../../record/conditions.ts';
import type { Condition } from '../../record/parts.ts';
import type { Goal, Organization } from '../../record/state.ts';
import type { Language } from '../../record/vocabulary.ts';

/** What organizations wrote, in the language that is read where they published a translation into it. */

/** `translated` names the language of the translation; null for the text as it was written. */
type Told<T> = T & { translated: Language | null };

/** A revision's words. Where a translation leaves out a part, that part stays as written. */
export function revisionText(entry: GoalPublished | GoalRevised): Told<{
	title: string;
	statement: string;
	criteria: string[];
	target_note: string | null;
	reason: string | null;
}> {
	const written = {
		title: entry.title,
		statement: entry.statement,
		criteria: entry.criteria,
		target_note: (entry.target ?? entry.target_within)?.note ?? null,
		reason: entry.kind === 'goal.revised' ? entry.reason : null
	};
	const { translation } = entry;
	if (translation?.language !== getLocale()) return { ...written, translated: null };
	return {
		title: translation.title,
		statement: translation.statement,
		criteria: written.criteria.map((text, index) => translation.criteria[index] ?? text),
		target_note: written.target_note && (translation.target_note ?? written.target_note),
		reason: written.reason && (translation.reason ?? written.reason),
		translated: translation.language
	};
}

/** What a goal is called as of `t`; its key before it exists. */
export function titleAsOf(goal: Goal, t: string): string {
	const revision = revisionAsOf(goal, t);
	return revision ? revisionText(revision).title : goal.key;
}

/** The scores, which carry titles as they were written, with the titles that readers of this language get. */
export function inLanguage<S extends { as_of: string; goals: { key: string; title: string }[] }>(
	organization: Organization,
	card: S
): S {
	const goals = card.goals.map((score) => {
		const goal = organization.goals.get(score.key);
		return goal ? { ...score, title: titleAsOf(goal, card.as_of) } : score;
	});
	return { ...card, goals };
}

/** An update's narrative. */
export function narrativeOf(
	entry: ProgressReported | ProgressCorrected
): Told<{ narrative: string }> {
	const { translation, narrative } = entry;
	return translation?.language === getLocale()
		? { narrative: translation.narrative, translated: translation.language }
		: { narrative, translated: null };
}

/** What has to be met before the goal counts, in the language that is read; undefined where it counts anyway. */
export function conditionText(goal: Goal): Condition | undefined {
	const condition = conditionOf(goal);
	if (!condition) return undefined;
	const translation = goal.revisions[0]?.translation;
	const told = translation?.language === getLocale() ? translation.condition : undefined;
	return { ...condition, ...told };
}
