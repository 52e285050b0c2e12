import type { ScorecardCertified } from '../entries.ts';
import type { Organization } from '../state.ts';
import { fail } from './misplaced.ts';

/** Whether its figures are true is for its reader to recompute: a false one must not stop the fold. */
export function certify({ certified }: Organization, entry: ScorecardCertified): void {
	const standing = certified.findLast(({ period }) => period === entry.period);
	if (entry.corrects !== standing?.seq)
		fail(
			entry,
			standing
				? `entry ${standing.seq} certified ${entry.period} already, and it must name that one`
				: `there is no scorecard of ${entry.period} that it could correct`
		);
	certified.push(entry);
}
