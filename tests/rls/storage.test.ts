import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Client } from '../../src/lib/server/backend/backend.ts';
import { must } from '../support/outcome.ts';
import {
	draftUpdate,
	evidenceFile,
	file,
	openWorld,
	publishedGoal,
	publishedUpdate,
	type World
} from '../support/world.ts';
import { EVIDENCE_BUCKET, type Held } from './matrix.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The bytes of evidence: role × object × verb, through Storage as anybody with a session can use it. */

const HELD: Held[] = ['published', 'redacted', 'draft', 'unused', 'unknown'];
const hash = (held: Held) => String(HELD.indexOf(held)).repeat(64);
const object = (held: Held) => `acme/${hash(held)}`;
const TEXT = { contentType: 'text/plain' };
const withheld = {
	visibility: 'redacted',
	redaction: { category: 'legal', description: 'Names.' }
};

let world: World;
beforeAll(async () => {
	world = await openWorld();
	const { leader, acme } = world;
	for (const held of HELD) {
		await put(leader.client, object(held));
		if (held !== 'unknown') await evidenceFile(leader, acme, hash(held));
	}
	const { goal } = await publishedGoal(leader.client, acme);
	await publishedUpdate(leader.client, goal, {}, [file(hash('published'))]);
	await publishedUpdate(leader.client, goal, {}, [file(hash('redacted'), withheld)]);
	await draftUpdate(leader.client, goal, {}, [file(hash('draft'))]);
});
afterAll(() => world.close());

const bucket = (client: Client) => client.storage.from('evidence');
const put = (client: Client, name: string) =>
	must(bucket(client).upload(name, Buffer.from('text\n'), TEXT) as never);
const count = async (name: string) => {
	const { rows } = await world.backend.database.query(
		'select from storage.objects where name = $1',
		[name]
	);
	return rows.length;
};

async function clientOf(role: keyof typeof EVIDENCE_BUCKET): Promise<Client> {
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

async function walk(client: Client) {
	const all = bucket(client);
	const reads: Held[] = [];
	const removes: Held[] = [];
	for (const held of HELD) {
		if ((await all.download(object(held))).data) reads.push(held);
		await all.remove([object(held)]);
		if ((await count(object(held))) > 0) continue;
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

describe.each(Object.keys(EVIDENCE_BUCKET) as (keyof typeof EVIDENCE_BUCKET)[])('as %s', (role) => {
	test('the bucket gives what is theirs', async () => {
		expect(await walk(await clientOf(role))).toEqual(EVIDENCE_BUCKET[role]);
	});
});

test.each([
	['umbra', `umbra/${'c'.repeat(64)}`],
	['no organization', `nobody/${'c'.repeat(64)}`],
	['no hash', 'acme/report.pdf'],
	['a folder more', `acme/x/${'c'.repeat(64)}`],
	['nothing before it', 'c'.repeat(64)]
])('nobody of acme puts an object under %s', async (_, name) => {
	const { error } = await bucket(world.leader.client).upload(name, Buffer.from('text\n'), TEXT);
	expect(error).not.toBeNull();
	expect(await count(name)).toBe(0);
});

test('nobody but the operator makes, empties or opens a bucket', async () => {
	for (const client of [world.anonymous, world.leader.client]) {
		expect((await client.storage.createBucket('mine')).error).not.toBeNull();
		expect((await client.storage.updateBucket('evidence', { public: true })).error).not.toBeNull();
		expect((await client.storage.deleteBucket('evidence')).error).not.toBeNull();
		await client.storage.emptyBucket('evidence');
	}
	expect(await count(object('published'))).toBe(1);
	const { rows } = await world.backend.database.query('select id, public from storage.buckets');
	expect(rows).toEqual([{ id: 'evidence', public: false }]);
});

test('what the bucket lists is what may be read', async () => {
	const listed = async (client: Client) => {
		const { data } = await bucket(client).list('acme');
		return (data ?? []).length;
	};
	expect(await listed(world.anonymous)).toBe(1);
	expect(await listed(world.stranger.client)).toBe(1);
	expect(await listed(world.leader.client)).toBe(HELD.length);
});
