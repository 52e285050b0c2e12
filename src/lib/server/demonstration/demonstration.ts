import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { daysBetween } from '../../record/day.ts';
import { DEMONSTRATION_PERSONS, DEMONSTRATION_SLUG } from '../../drafts/people/demonstration.ts';
import { importRoadmap } from '../imports/import.ts';
import { today } from '../record/today.ts';
import { operatorClient, publicClient, type Client } from '../backend/backend.ts';
import type { Embedded } from '../backend/embedded.ts';
import { certifiedBy, certifyDemonstration } from './demonstration-certified.ts';
import { asOf, firstDay, moveDays, recordOnItsDays } from './demonstration-days.ts';
import { workInDemonstration } from './demonstration-work.ts';

const EXAMPLES = join(process.cwd(), 'supabase', 'examples');
/** The day that the fictional roadmap takes as today. */
const WRITTEN_FOR = '2026-11-21';

/**
 * Fills a fresh embedded database: the fictional organization with its persons, its days moved so that
 * the roadmap is current, its entries recorded in the order in which they happened and on their days; then
 * the transcription of a real roadmap as it stands, which is recorded now.
 */
export async function seedDemonstration(backend: Embedded): Promise<void> {
	const operator = operatorClient(backend);
	const bringIn = async (text: string, day = today()) => {
		const result = await importRoadmap(operator, text, { today: day });
		if (!result.ok) throw new Error(`The demonstration data is broken: ${JSON.stringify(result)}`);
	};
	const moved = moveDays(
		read('demonstration.json'),
		Math.max(0, daysBetween(WRITTEN_FOR, today()))
	);
	// Registered on the day of its first goal.
	const first = firstDay(moved);
	await bringIn(asOf(moved, first), first);
	const clients = await signUp(backend);
	for (const each of certifiedBy(today())) {
		await bringIn(asOf(moved, each.day), each.day);
		await certifyDemonstration(clients, each);
	}
	await bringIn(moved);
	await recordOnItsDays(backend.database);
	await bringIn(read('anthropic.json'));
	await workInDemonstration(clients);
}

/** The fictional people, with accounts and signed in. */
async function signUp(backend: Embedded): Promise<ReadonlyMap<string, Client>> {
	const operator = operatorClient(backend);
	const clients = new Map<string, Client>();
	for (const { name, email, role, review_access } of DEMONSTRATION_PERSONS) {
		const client = publicClient(backend);
		const { data, error } = await client.auth.signUp({
			email,
			password: backend.demonstrationPassword!
		});
		if (error || !data.user) throw error ?? new Error(`${email} could not be signed up`);
		const added = await operator.rpc('operator_add_member', {
			slug: DEMONSTRATION_SLUG,
			person: data.user.id,
			role,
			person_name: name
		});
		if (added.error) throw added.error;
		if (review_access) {
			const [leader] = clients.values();
			const changed = await leader!.from('memberships').update({ review_access }).eq('name', name);
			if (changed.error) throw changed.error;
		}
		clients.set(email, client);
	}
	await bindByTwo(clients);
	return clients;
}

/** The fictional leaders decided that two people stand behind what they publish. */
async function bindByTwo(clients: ReadonlyMap<string, Client>): Promise<void> {
	const [leader] = clients.values();
	const found = await leader!.from('organizations').select('id').eq('slug', DEMONSTRATION_SLUG);
	if (found.error) throw found.error;
	const call = { organization: found.data[0]!.id, enforced: true };
	const { error } = await leader!.rpc('set_two_person_rule', call);
	if (error) throw error;
}

const read = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');
