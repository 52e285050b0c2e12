import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '@supabase/supabase-js';
import { publicClient, type Client } from '../../src/lib/server/backend/backend.ts';
import { connectTo, openDatabase, type Person, type TestDatabase } from './database.ts';
import { operatorImported } from './imports.ts';
import { must } from './outcome.ts';
import { copyOf, EMPTY, type Template } from './templates.ts';

/** Two organizations with people in every role, made the way the app makes them. */

export const TODAY = new Date().toISOString().slice(0, 10);

export type Member = Person & { membership: string };
export type World = TestDatabase & {
	/** The organization that the members below belong to. */
	acme: string;
	leader: Member;
	contributor: Member;
	reviewer: Member;
	/** Was a contributor of the organization; still signed in. */
	removed: Member;
	/** The other organization, and its leader. */
	umbra: string;
	stranger: Member;
};

export const registration = (name: string) => ({
	effective_on: '2025-01-01',
	name,
	url: `https://${name.toLowerCase()}.example`,
	kept_by: 'self',
	roadmap: { title: `${name} roadmap`, url: 'https://example.org/roadmap', cadence_days: 90 }
});

/** Opens a world of its own; with `open`, one that is made in that database. */
export async function openWorld(open?: () => Promise<TestDatabase>): Promise<World> {
	return open ? makeWorld(await open()) : returnTo(await openDatabase(WORLD));
}

/** Whoever is there, and signed in, as a file beside the database. */
const PEOPLE = 'people.json';
type Kept = Pick<World, 'acme' | 'umbra'> & {
	members: Record<string, Omit<Member, 'client'> & { session: object }>;
};
const NAMES = ['leader', 'contributor', 'reviewer', 'removed', 'stranger'] as const;

/** The world as a template: signing five people up, and in, takes seconds. */
const WORLD: Template = {
	name: `world-${TODAY}`,
	madeOf: [...EMPTY.madeOf, 'tests/support', 'src/lib/server'],
	async make(directory) {
		await copyOf(EMPTY, directory);
		const world = await makeWorld(await connectTo(directory));
		const members: Kept['members'] = {};
		for (const name of NAMES) {
			const { client, ...rest } = world[name];
			const { session } = (await client.auth.getSession()).data;
			members[name] = { ...rest, session: session! };
		}
		const { acme, umbra } = world;
		writeFileSync(join(directory, PEOPLE), JSON.stringify({ acme, umbra, members }));
		await world.backend.close();
	}
};

/** The world that the template left, with its people signed in again. */
async function returnTo(database: TestDatabase): Promise<World> {
	const file = readFileSync(join(database.directory, PEOPLE), 'utf8');
	const { members, ...organizations } = JSON.parse(file) as Kept;
	const people: Partial<Record<(typeof NAMES)[number], Member>> = {};
	for (const name of NAMES) {
		const { session, ...rest } = members[name]!;
		const client = publicClient(database.backend);
		const { error } = await client.auth.setSession(session as Session);
		if (error) throw error;
		people[name] = { ...rest, client };
	}
	return { ...database, ...organizations, ...(people as Record<(typeof NAMES)[number], Member>) };
}

async function makeWorld(database: TestDatabase): Promise<World> {
	const { operator, signUp } = database;
	const people: Person[] = [];
	for (const name of ['lea', 'con', 'rev', 'rem', 'str'])
		people.push(await signUp(`${name}@example.org`));
	const [lea, con, rev, rem, str] = people as [Person, Person, Person, Person, Person];

	const acme = await must(
		operator.rpc('operator_set_up', {
			slug: 'acme',
			registration: registration('Acme'),
			leader: lea.id,
			leader_name: 'Lea'
		})
	);
	await must(
		operatorImported(operator, {
			slug: 'umbra',
			registration: registration('Umbra'),
			expected: 0,
			steps: []
		})
	);
	const add = (slug: string, person: Person, role: string) =>
		must(operator.rpc('operator_add_member', { slug, person: person.id, role, person_name: role }));
	await add('umbra', str, 'leader');
	await add('acme', rem, 'contributor');
	await invite(lea.client, acme, con, 'contributor');
	await invite(lea.client, acme, rev, 'reviewer');

	const umbra = (
		await must(operator.from('organizations').select('id').eq('slug', 'umbra').single())
	).id;
	const { rows } = await database.backend.database.query<{ id: string; user_id: string }>(
		'select id, user_id from public.memberships'
	);
	const member = (person: Person): Member => ({
		...person,
		membership: rows.find((row) => row.user_id === person.id)!.id
	});
	const removed = member(rem);
	await must(
		lea.client
			.from('memberships')
			.update({ removed_at: new Date().toISOString() })
			.eq('id', removed.membership)
	);
	return {
		...database,
		acme,
		umbra,
		leader: member(lea),
		contributor: member(con),
		reviewer: member(rev),
		removed,
		stranger: member(str)
	};
}

/** Invites by link and accepts, as two people do. */
export async function invite(by: Client, organization: string, whom: Person, role: string) {
	const review_access = role === 'reviewer' ? 'full' : undefined;
	const token = await must(
		by.rpc('create_invitation', { organization, email: whom.email, role, review_access })
	);
	return must(whom.client.rpc('accept_invitation', { token, name: role }));
}
