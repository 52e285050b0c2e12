import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Client } from '../../src/lib/server/backend/backend.ts';
import { undoing, type Undone } from '../support/savepoints.ts';
import { must } from '../support/outcome.ts';
import { evidenceFile, openWorld, type World } from '../support/world.ts';
import {
	BAD_NAMES,
	bucket,
	BUCKET_ROLES,
	count,
	fillBucket,
	HELD,
	object,
	OTHER,
	straying,
	TEXT,
	walkBucket
} from './bucket.ts';
import { EVIDENCE_BUCKET } from './matrix.ts';
import { survivors } from './weaken.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The bytes of evidence: role × object × verb, through Storage as anybody with a session can use it. */

let world: World;
let undone: Undone;
beforeAll(async () => {
	world = await openWorld();
	undone = undoing(world.backend.database);
	await fillBucket(world);
});
afterAll(() => world.close());

test.each(BUCKET_ROLES)('the bucket gives %s what is theirs', async (role) => {
	expect(await walkBucket(world, role)).toEqual(EVIDENCE_BUCKET[role]);
});

test.each(BUCKET_ROLES)('%s strays nowhere', async (role) => {
	expect(await straying(world, undone, role)).toBe(null);
});

test.each(BAD_NAMES)('nobody of acme puts an object under %s', async (_, name) => {
	const { error } = await bucket(world.leader.client).upload(name, Buffer.from('text\n'), TEXT);
	expect(error).not.toBeNull();
	expect(await count(world, name)).toBe(0);
});

test('nobody but the operator makes, empties or opens a bucket', async () => {
	for (const client of [world.anonymous, world.leader.client]) {
		expect((await client.storage.createBucket('mine')).error).not.toBeNull();
		expect((await client.storage.updateBucket('evidence', { public: true })).error).not.toBeNull();
		expect((await client.storage.deleteBucket('evidence')).error).not.toBeNull();
		await client.storage.emptyBucket('evidence');
	}
	// In this bucket and in the other.
	expect(await count(world, object('published'))).toBe(2);
	const { rows } = await world.backend.database.query(
		'select id, public from storage.buckets order by id'
	);
	expect(rows).toEqual([
		{ id: 'evidence', public: false },
		{ id: OTHER, public: false }
	]);
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

test('weakening any policy of the bucket is noticed', async () => {
	expect(await survivors(world, undone, 'storage', caughtBy)).toEqual([]);
	// Bytes are not taken back: that all are there again shows that each weakening met the same.
	expect(await caughtBy()).toBe(null);
}, 120_000);

async function caughtBy(): Promise<string | null> {
	for (const role of BUCKET_ROLES) {
		const found = await walkBucket(world, role);
		const written = EVIDENCE_BUCKET[role];
		for (const verb of Object.keys(found) as (keyof typeof found)[])
			if (String(found[verb]) !== String(written[verb]))
				return `${role}: ${verb} ${found[verb]}, not ${written[verb]}`;
		const strays = await straying(world, undone, role);
		if (strays !== null) return `${role}: ${strays}`;
	}
	return null;
}

// The last: it takes files away that the others look for.
test('what an entry of any kind names as public is everybody’s, and is kept', async () => {
	const [open, closed] = ['7', '8'].map((digit) => digit.repeat(64)) as [string, string];
	for (const hash of [open, closed]) {
		await bucket(world.leader.client).upload(`acme/${hash}`, Buffer.from('text\n'), TEXT);
		await evidenceFile(world.leader, world.acme, hash);
	}
	const parts = [
		{ files: [{ visibility: 'public', sha256: open, name: 'a.txt' }] },
		{ files: [{ visibility: 'redacted', sha256: closed }] }
	];
	await world.backend.database.query(
		`select private.append_entries($1, array[row(1, 'made.up', current_date, $2, null, null, null)::private.new_entry])`,
		[world.acme, JSON.stringify({ parts }).slice(1)]
	);
	await world.backend.database.query(`update public.evidence_files set uploaded_at = '2020-01-01'`);
	const { anonymous, leader } = world;
	expect((await bucket(anonymous).download(`acme/${open}`)).error).toBeNull();
	expect((await bucket(anonymous).download(`acme/${closed}`)).error).not.toBeNull();
	await must(leader.client.rpc('forget_unused_files', { organization: world.acme }));
	const { data } = await leader.client.from('evidence_files').select('sha256');
	const held = (data ?? []).map(({ sha256 }) => sha256);
	expect(held).toContain(open);
	expect(held).not.toContain(closed);
});
