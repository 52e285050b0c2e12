import type { ScorecardCertified } from '../../record/entries.ts';
import type { StoredEntry } from '../../log/verify.ts';
import { lastDayOf } from '../../record/quarter.ts';
import { unreadFrom } from '../../record/all-entries.ts';
import type { Organization } from '../../record/state.ts';
import { recomputed, quartersToCertify } from '../../view/certified/certified.ts';
import { transcription } from './answers.ts';

/**
 * Every quarter that is over, newest first, with its certified scorecards in record order and what
 * comes of computing each again; null where this server cannot. A quarter without one is a gap: its
 * list is empty. `unread` is the first entry that this server cannot read, where there is one.
 */
export function certifiedAnswer(
	organization: Organization,
	today: string,
	seq: number,
	stored: readonly StoredEntry[]
) {
	const { slug, registered, certified } = organization;
	return {
		organization: slug,
		seq,
		kept_by: registered.kept_by,
		unread: unreadFrom(organization),
		...transcription(organization),
		quarters: quartersToCertify(organization, today).map((period) => ({
			period,
			as_of: lastDayOf(period),
			page: `/${slug}/certified/${period}`,
			certified: certified
				.filter((entry) => entry.period === period)
				.map((entry) => certifiedEntry(organization, entry, stored))
		}))
	};
}

/** The entry's own fields but those that its place in the answer says, and beside them the check. */
function certifiedEntry(
	organization: Organization,
	entry: ScorecardCertified,
	stored: readonly StoredEntry[]
) {
	const { seq, recorded_at, effective_on, as_of, method, position, figures } = entry;
	const { recording, certifier, confirmed_by, statement, corrects, reason } = entry;
	return {
		...{ seq, recorded_at, effective_on, as_of, method, position, figures, certifier, statement },
		...(recording && { recording }),
		...(confirmed_by && { confirmed_by }),
		...(corrects !== undefined && { corrects, reason }),
		recomputed: recomputed(organization, entry, stored)
	};
}
