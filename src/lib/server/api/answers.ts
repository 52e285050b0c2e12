import { amendmentAsOf } from '../../record/as-of.ts';
import { lastNumber, unreadFrom } from '../../record/all-entries.ts';
import type { Organization, RecordState } from '../../record/state.ts';
import { knownThen } from '../../scoring/known-then.ts';
import { newest } from '../../scoring/methods.ts';
import type { GoalScore, Method } from '../../scoring/types.ts';

/** What the API says, as functions of the record. Figures are unrounded. */

/** Every organization of the record, with the addresses that lead on from it. */
export function organizationsAnswer(record: RecordState) {
	return {
		organizations: [...record.organizations.values()].map(organizationAnswer),
		seq: record.seq
	};
}

function organizationAnswer(organization: Organization) {
	const { slug, registered } = organization;
	const { name, url, kept_by, kept_by_note, roadmap } = registered;
	const api = `/api/v1/organizations/${slug}`;
	return {
		slug,
		name,
		url,
		kept_by,
		kept_by_note: kept_by_note ?? null,
		roadmap: { title: roadmap.title, url: roadmap.url, cadence_days: roadmap.cadence_days },
		seq: lastNumber(organization),
		/** The first entry that this server cannot read: its figures are withheld then. */
		unread: unreadFrom(organization),
		links: {
			page: `/${slug}`,
			scorecard: `${api}/scorecard`,
			trend: `${api}/trend`,
			certified: `${api}/certified`,
			roadmap: `${api}/roadmap.json`,
			entries: `/record/entries.ndjson?organization=${slug}`
		}
	};
}

/** The scorecard as of a day; `seq` is the position that the record was folded up to. */
export function scorecardAnswer(
	organization: Organization,
	asOf: string,
	seq: number,
	method: Method = newest
) {
	const card = method.scorecard(organization, asOf, seq);
	return {
		...card,
		goals: card.goals.map(goalAnswer),
		/** The same figures from what was recorded within thirty days; null for a transcribed record. */
		known_then: knownThen(organization, card),
		two_person_rule: amendmentAsOf(organization, asOf)?.two_person_rule ?? false,
		...transcription(organization)
	};
}

/** `delivery` is a step of the delivery rate's arithmetic, not one of the API's goal figures. */
export function goalAnswer({ delivery: _, ...goal }: GoalScore) {
	return goal;
}

/** Who wrote a transcribed record down, for every download of it; nothing for one kept by itself. */
export function transcription({ registered }: Organization) {
	const { kept_by, kept_by_note } = registered;
	return kept_by === 'transcriber' ? { kept_by, kept_by_note } : {};
}
