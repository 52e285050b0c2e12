import { claimText, type Claim } from '../kinds/update-entry.ts';

/**
 * Whether a correction would publish what the corrected update says already: reviews do not carry over,
 * so an empty one would be a way to be rid of them. The database refuses the same, only later.
 */
export function correctsNothing(correction: Claim, corrected: Claim): boolean {
	return trimmed(correction) === trimmed(corrected);
}

const trimmed = (claim: Claim) =>
	claimText({ ...claim, narrative: claim.narrative.replace(/^[ \t\n]+|[ \t\n]+$/g, '') });
