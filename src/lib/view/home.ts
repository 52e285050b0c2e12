import type { Organization, RecordState } from '../record/state.ts';
import type { KeptBy } from '../record/vocabulary.ts';
import { newest } from '../scoring/methods.ts';
import type { ScoreFigures } from '../scoring/types.ts';
import { freshnessOf, marksOf, type Freshness, type Mark } from './compare.ts';

export type OrganizationRow = {
	slug: string;
	name: string;
	roadmap: string;
	kept_by: KeptBy;
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
	const { registered } = organization;
	const { overall, goals } = newest.scorecard(organization, t, seq);
	const freshness = freshnessOf(organization, goals, t);
	const { marks } = marksOf(overall, freshness, registered.kept_by);
	return {
		slug: organization.slug,
		name: registered.name,
		roadmap: registered.roadmap.title,
		kept_by: registered.kept_by,
		overall,
		newest: freshness.newest,
		marks: marks.filter((mark) => mark !== 'transcribed')
	};
}
