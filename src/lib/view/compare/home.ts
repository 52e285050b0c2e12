import { unreadFrom } from '../../record/all-entries.ts';
import type { Organization, RecordState } from '../../record/state.ts';
import { AREAS, type Area, type KeptBy } from '../../record/vocabulary.ts';
import { displayScore } from '../../scoring/display.ts';
import { noHeadline, type NoHeadline } from '../../scoring/headline.ts';
import { newest } from '../../scoring/methods.ts';
import type { ScoreFigures } from '../../scoring/types.ts';
import { lastChecked } from '../organization/organization.ts';
import { direction, knownWords } from '../organization/scorecard.ts';
import { previousQuarterEnd } from '../shared/day.ts';
import { freshnessOf, marksOf } from './compare.ts';
import type { Freshness, Mark } from './lines.ts';

export type OrganizationRow = {
	slug: string;
	name: string;
	roadmap: string;
	kept_by: KeptBy;
	/** The first entry that could not be read, where there is one. */
	unread: number | null;
	/** Null where they are withheld. */
	figures: Headline | null;
};
export type Headline = {
	overall: ScoreFigures;
	areas: { area: Area; n: number; evidenced: string }[];
	newest: Freshness['newest'];
	/** As in the comparison, but for who keeps the record, which the row says itself. */
	marks: Exclude<Mark, 'transcribed'>[];
	/** Why no figure is to stand large. */
	no_headline: NoHeadline | null;
	direction: ReturnType<typeof direction>;
	known_then: string | null;
	/** The last day on which a transcribed record was checked. */
	checked: string | null;
};

/** Every organization of the record with its headline scores as of `t`, by name. */
export function organizationRows(record: RecordState, t: string): OrganizationRow[] {
	return [...record.organizations.values()]
		.map((organization) => row(organization, t, record.seq))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function row(organization: Organization, t: string, seq: number): OrganizationRow {
	const { slug, registered } = organization;
	const { name, kept_by, roadmap } = registered;
	const unread = unreadFrom(organization);
	const figures = unread === null ? headline(organization, t, seq) : null;
	return { slug, name, roadmap: roadmap.title, kept_by, unread, figures };
}

function headline(organization: Organization, t: string, seq: number): Headline {
	const card = newest.scorecard(organization, t, seq);
	const before = newest.scorecard(organization, previousQuarterEnd(t), seq);
	const { overall, goals } = card;
	const why = noHeadline(organization, card);
	const freshness = freshnessOf(organization, goals, t);
	const { marks } = marksOf(overall, freshness, organization.registered.kept_by, why);
	return {
		overall,
		areas: AREAS.map((area) => {
			const { n, evidenced } = card.areas[area];
			return { area, n, evidenced: displayScore(evidenced) };
		}),
		newest: freshness.newest,
		marks: marks.filter((mark) => mark !== 'transcribed'),
		no_headline: why,
		direction: direction(organization, before, card),
		known_then: knownWords(organization, card),
		checked: lastChecked(organization, t)
	};
}
