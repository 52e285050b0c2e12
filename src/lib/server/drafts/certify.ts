import type { Certification, Choice } from '../../drafts/kinds/certify-form.ts';
import { lastDayOf } from '../../record/quarter.ts';
import type { Organization } from '../../record/state.ts';
import { certifiableFigures, type Figures } from '../../scoring/certified.ts';
import { quartersToCertify } from '../../view/certified/certified.ts';
import type { Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';

/** Certified scorecards. The database decides who may certify, and appends. */

/** The quarters that can be certified by `today`, newest first. */
export function choices(organization: Organization, today: string): Choice[] {
	return quartersToCertify(organization, today).map((period) => ({
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

/** Certifies; returns the entry's number, also where the very same was certified just before. */
export async function certify(
	client: Client,
	organization: string,
	certification: Certification,
	computed: Computed
): Promise<{ seq: number } | { failure: Failure }> {
	const { data, error } = await client.rpc(
		'certify_scorecard',
		certificationCall(organization, certification, computed)
	);
	return error ? { failure: failure(error) } : { seq: data };
}

/** What the database's functions that certify and propose are called with. */
export function certificationCall(
	organization: string,
	{ period, effective_on, name, office, statement, reason }: Certification,
	{ position, figures, corrects }: Computed
) {
	return {
		organization,
		period,
		effective_on,
		position_seq: position,
		figures,
		certifier_name: name,
		certifier_office: office,
		statement,
		...(corrects !== null && { corrects, reason: reason ?? '' })
	};
}
