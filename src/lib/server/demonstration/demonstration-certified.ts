import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../record/day.ts';
import { emptyRecord } from '../../record/fold.ts';
import { lastDayOf, quartersBetween } from '../../record/quarter.ts';
import { DEMONSTRATION_PERSONS, DEMONSTRATION_SLUG } from '../../drafts/people/demonstration.ts';
import { readRecord } from '../record/read.ts';
import { byText } from '../database/read-all.ts';
import { compute, factsOf } from '../drafts/certify.ts';
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

/** With its quarter, and the day of certifying, which does not lie ahead. */
type Dated = Certified & { period: string; day: string };

/** What the fictional leaders certified, in the order of its days. Other quarters stay gaps. */
export function certifiedBy(today: string): Dated[] {
	const file = join(process.cwd(), 'supabase', 'examples', 'certified.json');
	const quarters = quartersBetween(addDays(today, -1_000), today);
	return (JSON.parse(readFileSync(file, 'utf8')) as Certified[])
		.map((each) => {
			const period = quarters.at(-1 - each.quarters_ago)!;
			const day = addDays(lastDayOf(period), each.days_after);
			return { ...each, period, day: day < today ? day : today };
		})
		.sort((one, other) => byText(one.day, other.day));
}

/** Certifies a quarter as leaders do it: one submits, the other publishes, with figures of the record as it is. */
export async function certifyDemonstration(
	clients: ReadonlyMap<string, Client>,
	{ period, day, by, office, statement, reason, ...confirmed }: Dated
): Promise<void> {
	const client = clients.get(by)!;
	const personOf = (address: string) =>
		DEMONSTRATION_PERSONS.find(({ email }) => email === address)!;
	const { seq, organizations } = await readRecord(client, emptyRecord());
	const computed = compute(organizations.get(DEMONSTRATION_SLUG)!, period, seq);
	const { name } = personOf(by);
	const typed = { period, effective_on: day, name, office, statement, reason: reason ?? null };
	const facts = factsOf(typed, computed);
	const id = randomUUID();
	const saved = await saveDraft(client, await idOf(client), 'scorecard.certified', facts, {
		id,
		seen: ''
	});
	const refusal = saved ?? (await submitDraft(client, { id }));
	if (refusal) throw new Error(`${period}: ${refusal.message}`);
	const confirmed_by = {
		name: personOf(confirmed.confirmed_by).name,
		office: confirmed.confirmed_office
	};
	const second = clients.get(confirmed.confirmed_by)!;
	const result = await publishDraft(second, { id }, { confirmed_by });
	if ('failure' in result) throw new Error(`${period}: ${result.failure.message}`);
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
