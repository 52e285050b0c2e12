import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, daysBetween } from '../../record/day.ts';
import { DEMONSTRATION_PERSONS, DEMONSTRATION_SLUG } from '../../drafts/people/demonstration.ts';
import { importRoadmap } from '../imports/import.ts';
import { today } from '../record/today.ts';
import { operatorClient, publicClient, type Backend, type Client } from '../backend/backend.ts';
import { certifyDemonstration } from './demonstration-certified.ts';
import { workInDemonstration } from './demonstration-work.ts';

const EXAMPLES = join(process.cwd(), 'supabase', 'examples');
/** The day that the fictional roadmap takes as today. */
const WRITTEN_FOR = '2026-11-21';

/**
 * Fills a fresh embedded database: the fictional organization with its persons, its days moved so that
 * the roadmap is current, and the transcription of a real roadmap as it stands.
 */
export async function seedDemonstration(backend: Backend): Promise<void> {
	const moved = moveDays(
		read('demonstration.json'),
		Math.max(0, daysBetween(WRITTEN_FOR, today()))
	);
	for (const text of [moved, read('anthropic.json')]) {
		const result = await importRoadmap(operatorClient(backend), text, { today: today() });
		if (!result.ok) throw new Error(`The demonstration data is broken: ${JSON.stringify(result)}`);
	}
	const clients = new Map<string, Client>();
	for (const { name, email, role } of DEMONSTRATION_PERSONS) {
		const client = publicClient(backend);
		const { data, error } = await client.auth.signUp({
			email,
			password: backend.demonstrationPassword!
		});
		if (error || !data.user) throw error ?? new Error(`${email} could not be signed up`);
		const added = await operatorClient(backend).rpc('operator_add_member', {
			slug: DEMONSTRATION_SLUG,
			person: data.user.id,
			role,
			person_name: name
		});
		if (added.error) throw added.error;
		clients.set(email, client);
	}
	await certifyDemonstration(clients);
	await workInDemonstration(clients);
}

const read = (file: string) => readFileSync(join(EXAMPLES, file), 'utf8');

/** Every day in the text, `days` later. The texts of the demonstration name no days of their own. */
function moveDays(text: string, days: number): string {
	return text.replace(/"(\d{4}-\d{2}-\d{2})"/g, (_, day: string) => `"${addDays(day, days)}"`);
}
