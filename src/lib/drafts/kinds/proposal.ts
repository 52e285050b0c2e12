import { z } from 'zod';
import { shortText } from '../../record/parts.ts';
import type { ScorecardCertified } from '../../record/entries.ts';
import type { CertifyTyped } from './certify-form.ts';
import { text } from '../form.ts';
import { inOrder } from '../in-order.ts';

/** A certified scorecard that one leader proposes and another certifies. */

export type CertificationProposal = {
	id: string;
	period: string;
	effective_on: string;
	figures: ScorecardCertified['figures'];
	certifier_name: string;
	certifier_office: string;
	statement: string;
	corrects: number | null;
	reason: string | null;
	status: 'proposed' | 'declined' | 'withdrawn';
	/** Why it was declined. */
	comment: string | null;
	created_at: string;
	published_seq: number | null;
	author: { id: string; name: string };
	answerer: { name: string } | null;
};

/** The proposals that concern a member: their own that wait or were declined, others' that wait for them. */
export function proposalsFor<P extends CertificationProposal>(
	proposals: readonly P[],
	member: string
): (P & { state: 'mine' | 'theirs' | 'declined' })[] {
	// Of one quarter only what was said last: proposed again, a declined one is of the past.
	const last = new Set<string>();
	return proposals.flatMap((proposal) => {
		const own = proposal.author.id === member;
		const place = `${proposal.period} ${own}`;
		const waits = proposal.status === 'proposed';
		if (!waits && (!own || last.has(place))) return [];
		last.add(place);
		return [{ ...proposal, state: !waits ? 'declined' : own ? 'mine' : 'theirs' } as const];
	});
}

/** What was typed for a proposal, for proposing it again. */
export function proposalTyped(proposal: CertificationProposal): CertifyTyped {
	const { period, effective_on, certifier_name, certifier_office, statement, reason } = proposal;
	return {
		...{ period, effective_on, statement },
		name: certifier_name,
		office: certifier_office,
		reason: reason ?? ''
	};
}

/** Whether the record gives the figures that were proposed, whatever the order of their fields. */
export function sameFigures(one: unknown, other: unknown): boolean {
	return inOrder(one) === inOrder(other);
}

/** Name and office of the second person. */
export const confirmForm = z.object({ name: shortText, office: shortText });

export function readConfirmation(form: FormData): { name: string; office: string } {
	return { name: text(form, 'name'), office: text(form, 'office') };
}
