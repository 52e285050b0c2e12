import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../record/day.ts';
import { emptyRecord } from '../../record/fold.ts';
import { lastDayOf } from '../../record/quarter.ts';
import { DEMONSTRATION_PERSONS, DEMONSTRATION_SLUG } from '../../drafts/people/demonstration.ts';
import { readRecord } from '../record/read.ts';
import { today } from '../record/today.ts';
import { choices, compute, factsOf } from '../drafts/certify.ts';
import { publishDraft, saveDraft, submitDraft } from '../drafts/drafts.ts';
import type { Client } from '../backend/backend.ts';

/** What a leader of the demonstration certified, told by how long ago. */
type Certified = {
	/** 1 for the last quarter that is over. */
	quarters_ago: number;
	/** From the quarter's last day to the day of certifying. */
	days_after: number;
	by: string;
	office: string;
	/** The other leader, who certified what the first proposed. */
	confirmed_by: string;
	confirmed_office: string;
	statement: string;
	reason?: string;
};

/**
 * Certifies some of the fictional quarters, as leaders do it: one submits, the other publishes, with
 * figures computed from the record as it then is. The others stay gaps.
 */
export async function certifyDemonstration(clients: ReadonlyMap<string, Client>): Promise<void> {
	const file = join(process.cwd(), 'supabase', 'examples', 'certified.json');
	const record = emptyRecord();
	for (const each of JSON.parse(readFileSync(file, 'utf8')) as Certified[]) {
		const client = clients.get(each.by)!;
		const second = DEMONSTRATION_PERSONS.find(({ email }) => email === each.confirmed_by)!;
		const { seq, organizations } = await readRecord(client, record);
		const organization = organizations.get(DEMONSTRATION_SLUG)!;
		const { period } = choices(organization)[each.quarters_ago - 1]!;
		const { name } = DEMONSTRATION_PERSONS.find(({ email }) => email === each.by)!;
		const day = addDays(lastDayOf(period), each.days_after);
		const computed = compute(organization, period, seq);
		const facts = factsOf(
			{
				period,
				effective_on: day < today() ? day : today(),
				name,
				office: each.office,
				statement: each.statement,
				reason: each.reason ?? null
			},
			computed
		);
		const id = randomUUID();
		const organizationId = await idOf(client);
		const saved = await saveDraft(client, organizationId, 'scorecard.certified', facts, {
			id,
			seen: ''
		});
		const refusal = saved ?? (await submitDraft(client, { id }));
		if (refusal) throw new Error(`${period}: ${refusal.message}`);
		const confirmed_by = { name: second.name, office: each.confirmed_office };
		const result = await publishDraft(clients.get(second.email)!, { id }, { confirmed_by });
		if ('failure' in result) throw new Error(`${period}: ${result.failure.message}`);
	}
}

async function idOf(client: Client): Promise<string> {
	const { data, error } = await client
		.from('organizations')
		.select('id')
		.eq('slug', DEMONSTRATION_SLUG)
		.single();
	if (error) throw error;
	return data.id;
}
