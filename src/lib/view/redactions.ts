import { standing } from '../record/as-of.ts';
import type { EvidenceItem } from '../record/entries.ts';
import type { Organization } from '../record/state.ts';
import { REDACTION_CATEGORIES, type Area } from '../record/vocabulary.ts';
import type { GoalScore, Scorecard } from '../scoring/types.ts';

export type Redactions = {
	/** Evidence items of every update as it stands, corrections applied. */
	items: number;
	redacted: number;
	/** The categories that occur, each with the goals whose evidence is withheld for it. */
	categories: {
		category: (typeof REDACTION_CATEGORIES)[number];
		count: number;
		goals: { key: string; title: string; count: number }[];
	}[];
};

/** How much of the evidence is redacted as of the scorecard's day, and why: of one area, or of all. */
export function redactionsView(
	organization: Organization,
	card: Scorecard,
	area?: Area
): Redactions {
	const goals = card.goals
		.filter((goal) => !area || goal.area === area)
		.map((goal) => ({ ...goal, items: evidenceOf(organization, goal, card.as_of) }));
	const all = goals.flatMap(({ items }) => items);
	return {
		items: all.length,
		redacted: all.filter(isRedacted).length,
		categories: REDACTION_CATEGORIES.map((category) => {
			const found = goals
				.map(({ key, title, items }) => ({ key, title, count: countOf(items, category) }))
				.filter(({ count }) => count > 0);
			return { category, count: found.reduce((sum, { count }) => sum + count, 0), goals: found };
		}).filter(({ count }) => count > 0)
	};
}

const isRedacted = ({ visibility }: EvidenceItem) => visibility === 'redacted';

const countOf = (items: readonly EvidenceItem[], category: string) =>
	items.filter((item) => isRedacted(item) && item.redaction?.category === category).length;

function evidenceOf({ goals }: Organization, { key }: GoalScore, t: string): EvidenceItem[] {
	const reports = goals.get(key)?.reports ?? [];
	return reports
		.filter(({ original }) => original.entry.effective_on <= t)
		.flatMap((report) => standing(report, t).update.entry.evidence);
}
