import { unreadFrom } from '../../record/all-entries.ts';
import type { Organization, RecordState } from '../../record/state.ts';
import type { KeptBy } from '../../record/vocabulary.ts';
import { newest } from '../../scoring/methods.ts';
import type { ScoreFigures } from '../../scoring/types.ts';
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
	newest: Freshness['newest'];
	/** As in the comparison, but for who keeps the record, which the row says itself. */
	marks: Exclude<Mark, 'transcribed'>[];
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
	const { overall, goals } = newest.scorecard(organization, t, seq);
	const freshness = freshnessOf(organization, goals, t);
	const { marks } = marksOf(overall, freshness, organization.registered.kept_by);
	return {
		overall,
		newest: freshness.newest,
		marks: marks.filter((mark) => mark !== 'transcribed')
	};
}
