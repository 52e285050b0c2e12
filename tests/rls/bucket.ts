import type { Client } from '../../src/lib/server/backend/backend.ts';
import { must } from '../support/outcome.ts';
import type { Undone } from '../support/savepoints.ts';
import {
	draftUpdate,
	evidenceFile,
	file,
	publishedGoal,
	publishedUpdate,
	tokenOf,
	type World
} from '../support/world.ts';
import { EVIDENCE_BUCKET, type Held } from './matrix.ts';

/** The bytes of evidence: what each role reaches in the bucket, found by trying. */

export const BUCKET_ROLES = Object.keys(EVIDENCE_BUCKET) as (keyof typeof EVIDENCE_BUCKET)[];
export const HELD: Held[] = ['published', 'redacted', 'draft', 'unused', 'unknown'];
const hash = (held: Held) => String(HELD.indexOf(held)).repeat(64);
export const object = (held: Held) => `acme/${hash(held)}`;
export const OTHER = 'other';
export const TEXT = { contentType: 'text/plain' };
const withheld = {
	visibility: 'redacted',
	redaction: { category: 'legal', description: 'Names.' }
};

/** Announced with an access token: anybody may put it into the bucket of evidence, and into no other. */
export const ANNOUNCED = `acme/${'e'.repeat(64)}`;

/** Puts one object of each kind into the world's bucket. */
export async function fillBucket(world: World): Promise<void> {
	const { leader, acme, operator, backend } = world;
	// And a bucket that has nothing to do with evidence, with objects of the same names.
	await backend.database.exec(
		`insert into storage.buckets (id, name, public) values ('${OTHER}', '${OTHER}', false)`
	);
	for (const held of HELD)
		await must(operator.storage.from(OTHER).upload(object(held), Buffer.from('x'), TEXT) as never);
	for (const held of HELD) {
		await put(leader.client, object(held));
		if (held !== 'unknown') await evidenceFile(leader, acme, hash(held));
	}
	const [organization, sha256] = ANNOUNCED.split('/') as [string, string];
	const token = await tokenOf(leader.client, acme);
	await must(world.anonymous.rpc('expect_file', { token, organization, sha256 }));
	const { goal } = await publishedGoal(leader.client, acme);
	await publishedUpdate(leader.client, goal, {}, [file(hash('published'))]);
	await publishedUpdate(leader.client, goal, {}, [file(hash('redacted'), withheld)]);
	await draftUpdate(leader.client, goal, {}, [file(hash('draft'))]);
}

export const bucket = (client: Client) => client.storage.from('evidence');
const put = (client: Client, name: string) =>
	must(bucket(client).upload(name, Buffer.from('text\n'), TEXT) as never);
/** How many objects have that name. */
export async function count(world: World, name: string): Promise<number> {
	const { rows } = await world.backend.database.query(
		'select from storage.objects where name = $1',
		[name]
	);
	return rows.length;
}

/** Names under which nobody of acme puts an object. */
export const BAD_NAMES = [
	['umbra', `umbra/${'c'.repeat(64)}`],
	['no organization', `nobody/${'c'.repeat(64)}`],
	['no hash', 'acme/report.pdf'],
	['a folder more', `acme/x/${'c'.repeat(64)}`],
	['nothing before it', 'c'.repeat(64)]
] as const;

/** What the role does that the bucket's matrix does not speak of and nobody may; null where nothing. */
export async function straying(
	world: World,
	undone: Undone,
	role: keyof typeof EVIDENCE_BUCKET
): Promise<string | null> {
	const client = await clientOf(world, role);
	const other = client.storage.from(OTHER);
	for (const held of HELD) {
		if ((await other.download(object(held))).data) return 'reads in another bucket';
		const before = await count(world, object(held));
		await other.remove([object(held)]);
		if ((await count(world, object(held))) < before) return 'removes from another bucket';
	}
	for (const name of [`acme/${'d'.repeat(64)}`, ANNOUNCED])
		if (!(await other.upload(name, Buffer.from('x'), TEXT)).error) {
			await world.operator.storage.from(OTHER).remove([name]);
			return 'adds to another bucket';
		}
	// Where a leader elsewhere may put theirs.
	for (const [where, name] of BAD_NAMES.filter(
		([where]) => role !== 'stranger' || where !== 'umbra'
	))
		if (!(await bucket(client).upload(name, Buffer.from('x'), TEXT)).error) {
			await bucket(world.operator).remove([name]);
			return `puts an object under ${where}`;
		}
	const own = EVIDENCE_BUCKET[role].removes.map((held) => `evidence/${object(held)}`);
	const removed = (await removedBlindly(world, undone, role)).filter((path) => !own.includes(path));
	return removed.length > 0 ? `removes ${removed.join()}` : null;
}

/** What a deletion of every object takes, which the policies for reading do not stand before. */
async function removedBlindly(
	world: World,
	undone: Undone,
	role: keyof typeof EVIDENCE_BUCKET
): Promise<string[]> {
	if (role === 'anonymous') return [];
	const person = role.startsWith('reviewer') ? world.reviewer : world[role as 'leader'];
	const { database } = world.backend;
	const paths = async () => {
		const { rows } = await database.query<{ path: string }>(
			`select bucket_id || '/' || name as path from storage.objects where name like 'acme/%'`
		);
		return rows.map(({ path }) => path);
	};
	const before = await paths();
	const left = await undone(async () => {
		await database.exec(
			`set local role authenticated;
			 select set_config('request.jwt.claim.sub', '${person.id}', true),
			   set_config('request.jwt.claims', '{"sub":"${person.id}","role":"authenticated"}', true);
			 delete from storage.objects; reset role`
		);
		return paths();
	});
	return before.filter((path) => !left.includes(path));
}

async function clientOf(world: World, role: keyof typeof EVIDENCE_BUCKET): Promise<Client> {
	if (role === 'anonymous') return world.anonymous;
	if (!role.startsWith('reviewer')) return world[role as 'leader'].client;
	const review_access = role === 'reviewer' ? 'public' : 'full';
	const { leader, reviewer } = world;
	await must(
		leader.client
			.from('memberships')
			.update({ review_access })
			.eq('id', reviewer.membership)
			.select('id')
	);
	return reviewer.client;
}

/** The role's row of the matrix for the bucket, as it is in fact. */
export async function walkBucket(world: World, role: keyof typeof EVIDENCE_BUCKET) {
	const client = await clientOf(world, role);
	const all = bucket(client);
	const reads: Held[] = [];
	const removes: Held[] = [];
	for (const held of HELD) {
		if ((await all.download(object(held))).data) reads.push(held);
		await all.remove([object(held)]);
		if ((await count(world, object(held))) > 1) continue;
		removes.push(held);
		await put(world.leader.client, object(held));
	}
	const fresh = `acme/${'a'.repeat(64)}`;
	const adds = !(await all.upload(fresh, Buffer.from('text\n'), TEXT)).error;
	const replaced = await all.upload(object('published'), Buffer.from('x'), {
		...TEXT,
		upsert: true
	});
	const moved = await all.move(object('published'), `acme/${'b'.repeat(64)}`);
	if (adds) await bucket(world.leader.client).remove([fresh]);
	return { reads, adds, replaces: !replaced.error || !moved.error, removes };
}
