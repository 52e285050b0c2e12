import { standing } from '../../record/as-of.ts';
import type { EvidenceItem } from '../../record/entries.ts';
import type { Goal, Organization } from '../../record/state.ts';
import { REDACTION_CATEGORIES, type Area } from '../../record/vocabulary.ts';
import type { Scorecard } from '../../scoring/types.ts';

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
		.map(({ key, title }) => ({ key, title, ...tally(organization, key, card.as_of) }));
	return {
		items: goals.reduce((sum, { items }) => sum + items, 0),
		redacted: goals.reduce((sum, { redacted }) => sum + redacted.length, 0),
		categories: REDACTION_CATEGORIES.map((category) => {
			const found = goals
				.map(({ key, title, redacted }) => ({ key, title, count: countOf(redacted, category) }))
				.filter(({ count }) => count > 0);
			return { category, count: found.reduce((sum, { count }) => sum + count, 0), goals: found };
		}).filter(({ count }) => count > 0)
	};
}

const countOf = (redacted: readonly EvidenceItem[], category: string) =>
	redacted.filter((item) => item.redaction?.category === category).length;

type Tally = { items: number; redacted: EvidenceItem[] };

/** What was counted last of each goal, as the record had it then: a record has tens of thousands of items. */
const lastCounted = new WeakMap<Goal, { t: string; entries: number; tally: Tally }>();

function tally({ goals }: Organization, key: string, t: string): Tally {
	const goal = goals.get(key);
	if (!goal) return { items: 0, redacted: [] };
	const entries = goal.entries.length;
	const known = lastCounted.get(goal);
	if (known?.t === t && known.entries === entries) return known.tally;
	const counted = count(goal, t);
	lastCounted.set(goal, { t, entries, tally: counted });
	return counted;
}

function count({ reports }: Goal, t: string): Tally {
	let items = 0;
	const redacted: EvidenceItem[] = [];
	for (const report of reports) {
		if (report.original.entry.effective_on > t) continue;
		for (const item of standing(report, t).update.entry.evidence) {
			items += 1;
			if (item.visibility === 'redacted') redacted.push(item);
		}
	}
	return { items, redacted };
}
