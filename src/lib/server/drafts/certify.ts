import { lastDayOf } from '../../record/quarter.ts';
import type { Organization } from '../../record/state.ts';
import { certifiableFigures, type Figures } from '../../scoring/certified.ts';
import { quartersToCertify } from '../../view/certified/certified.ts';
import type { Certification, Choice } from '../../drafts/kinds/certify-form.ts';
import { today } from '../record/today.ts';

/** What a certified scorecard is made of. */

/** The quarters that can be certified by `today`, newest first. */
export function choices(organization: Organization): Choice[] {
	return quartersToCertify(organization, today()).map((period) => ({
		period,
		certified_on: standingOf(organization, period)?.effective_on ?? null
	}));
}

/** What is certified, and what it was computed from. */
export type Computed = {
	/** The number of the last entry of the record that the figures rest on. */
	position: number;
	figures: Figures;
	/** The certified scorecard of the same quarter that this one corrects. */
	corrects: number | null;
};

/** The figures of a quarter; `position` is the one that the organization was folded up to. */
export function compute(organization: Organization, period: string, position: number): Computed {
	return {
		position,
		figures: certifiableFigures(organization, lastDayOf(period)),
		corrects: standingOf(organization, period)?.seq ?? null
	};
}

function standingOf({ certified }: Organization, period: string) {
	return certified.findLast((entry) => entry.period === period);
}

/** A draft as it would stand in the entry. */
export function factsOf(
	{ period, effective_on, name, office, statement, reason }: Certification,
	{ position, figures, corrects }: Computed
) {
	return {
		...{ effective_on, period, position: { seq: position }, figures, statement },
		certifier: { name, office },
		...(corrects !== null && { corrects, reason })
	};
}
