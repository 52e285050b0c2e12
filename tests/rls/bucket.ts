import type { Client } from '../../src/lib/server/backend/backend.ts';
import { must } from '../support/outcome.ts';
import {
	draftUpdate,
	evidenceFile,
	file,
	publishedGoal,
	publishedUpdate,
	type World
} from '../support/world.ts';
import { EVIDENCE_BUCKET, type Held } from './matrix.ts';

/** The bytes of evidence: what each role reaches in the bucket, found by trying. */

export const BUCKET_ROLES = Object.keys(EVIDENCE_BUCKET) as (keyof typeof EVIDENCE_BUCKET)[];
export const HELD: Held[] = ['published', 'redacted', 'draft', 'unused', 'unknown'];
const hash = (held: Held) => String(HELD.indexOf(held)).repeat(64);
export const object = (held: Held) => `acme/${hash(held)}`;
export const TEXT = { contentType: 'text/plain' };
const withheld = {
	visibility: 'redacted',
	redaction: { category: 'legal', description: 'Names.' }
};

/** Puts one object of each kind into the world's bucket. */
export async function fillBucket(world: World): Promise<void> {
	const { leader, acme } = world;
	for (const held of HELD) {
		await put(leader.client, object(held));
		if (held !== 'unknown') await evidenceFile(leader, acme, hash(held));
	}
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
		if ((await count(world, object(held))) > 0) continue;
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
