import type { Organization, RecordState } from '../record/state.ts';
import type { KeptBy } from '../record/vocabulary.ts';
import { scorecard } from '../scoring/method-1.ts';
import type { ScoreFigures } from '../scoring/types.ts';
import { dayOf } from './day.ts';

export type OrganizationRow = {
	slug: string;
	name: string;
	roadmap: string;
	kept_by: KeptBy;
	overall: ScoreFigures;
	/** Its last entry in the record, and the day that it was recorded on. */
	last_recorded: string;
	last_seq: number;
};

/** Every organization of the record with its headline scores as of `t`, by name. */
export function organizationRows(record: RecordState, t: string): OrganizationRow[] {
	return [...record.organizations.values()]
		.map((organization) => row(organization, t, record.seq))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function row(organization: Organization, t: string, seq: number): OrganizationRow {
	const { registered, entries } = organization;
	const last = entries.at(-1) ?? registered;
	return {
		slug: organization.slug,
		name: registered.name,
		roadmap: registered.roadmap.title,
		kept_by: registered.kept_by,
		overall: scorecard(organization, t, seq).overall,
		last_recorded: dayOf(last.recorded_at),
		last_seq: last.seq
	};
}
