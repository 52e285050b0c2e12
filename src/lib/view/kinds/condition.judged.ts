import { m } from '../../paraglide/messages.js';
import type { ConditionJudged } from '../../record/entries.ts';
import type { Goal } from '../../record/state.ts';
import { conditionText } from '../shared/in-language.ts';
import type { DraftedKind } from './kind.ts';

export const conditionJudged: DraftedKind<ConditionJudged> = {
	name: m.record_kind_judged,
	draft: (of) => m.draft_name_judgement({ of }),
	detail: ({ state }) => m.condition_state({ state }).toLowerCase(),
	badge: ({ state }) => state,
	text: ({ statement }) => statement,
	place: () => ({ name: m.changes_place_condition(), fragment: 'condition' }),
	weakenings: (entry, goal) => (goesBack(entry, goal) ? ['condition_back'] : []),
	evidence: ({ evidence }) => evidence,
	page: {
		title: () => m.judged_title(),
		note: () => m.judged_note(),
		publish: () => m.judged_publish(),
		about: ({ goals }, of) => {
			const goal = goals.get(of['goal'] ?? '');
			const condition = goal && conditionText(goal);
			if (!goal || !condition) return undefined;
			const { text, threshold } = condition;
			const texts = [
				{ name: m.condition_label(), text },
				...(threshold === undefined ? [] : [{ name: m.condition_threshold(), text: threshold }])
			];
			return { goal, texts, parts: [] };
		}
	}
};

/** Whether an earlier judgement said more than that the condition is not met. */
function goesBack(entry: ConditionJudged, { judgements }: Goal): boolean {
	return (
		entry.state === 'not_met' &&
		judgements.some(
			({ state, effective_on, seq }) =>
				state !== 'not_met' &&
				(effective_on < entry.effective_on ||
					(effective_on === entry.effective_on && seq < entry.seq))
		)
	);
}
