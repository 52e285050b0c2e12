import type { CertificationProposal } from '../../drafts/kinds/proposal.ts';
import type { Certification } from '../../drafts/kinds/certify-form.ts';
import type { Client } from '../backend/backend.ts';
import { failure, type Failure } from '../database/failure.ts';
import { byText, readAll } from '../database/read-all.ts';
import { readOne } from '../database/answer.ts';
import { certificationCall, type Computed } from './certify.ts';

/** Scorecards that one leader proposes to certify, and what another answers. */

const COLUMNS =
	// eslint-disable-next-line no-restricted-syntax -- names of columns
	'id, period, effective_on, figures, certifier_name, certifier_office, statement, corrects, reason, status, comment, created_at, published_seq, author:memberships!certification_proposals_created_by_fkey(id, name), answerer:memberships!certification_proposals_answered_by_fkey(name)';

/** The proposals that wait or were declined, the newest first; those of a quarter certified since included. */
export async function proposals(
	client: Client,
	organization: string
): Promise<CertificationProposal[]> {
	const rows = await readAll('id', () =>
		client
			.from('certification_proposals')
			.select(COLUMNS)
			.eq('organization_id', organization)
			.in('status', ['proposed', 'declined'])
			.is('published_seq', null)
	);
	return rows.sort((a, b) =>
		byText(b.created_at, a.created_at)
	) as unknown as CertificationProposal[];
}

/** One proposal, whatever became of it. */
export async function proposal(
	client: Client,
	organization: string,
	id: string
): Promise<CertificationProposal | null> {
	const row = readOne(
		await client
			.from('certification_proposals')
			.select(COLUMNS)
			.eq('organization_id', organization)
			.eq('id', id)
			.maybeSingle()
	);
	return row as unknown as CertificationProposal | null;
}

/** Proposes; returns the proposal's id, also where the very same was proposed just before. */
export async function propose(
	client: Client,
	organization: string,
	certification: Certification,
	computed: Computed
): Promise<{ id: string } | { failure: Failure }> {
	const { data, error } = await client.rpc(
		'propose_certification',
		certificationCall(organization, certification, computed)
	);
	return error ? { failure: failure(error) } : { id: data };
}

/** Certifies what another leader proposed; returns the entry's number, also where it was certified before. */
export async function certifyProposal(
	client: Client,
	id: string,
	{ position, figures }: Computed,
	{ name, office }: { name: string; office: string }
): Promise<{ seq: number } | { failure: Failure }> {
	const { data, error } = await client.rpc('certify_proposal', {
		proposal: id,
		position_seq: position,
		figures,
		confirmer_name: name,
		confirmer_office: office
	});
	return error ? { failure: failure(error) } : { seq: data };
}

export async function decline(
	client: Client,
	id: string,
	comment: string
): Promise<Failure | null> {
	const { error } = await client.rpc('decline_proposal', { proposal: id, comment });
	return error && failure(error);
}

export async function withdraw(client: Client, id: string): Promise<Failure | null> {
	const { error } = await client.rpc('withdraw_proposal', { proposal: id });
	return error && failure(error);
}
