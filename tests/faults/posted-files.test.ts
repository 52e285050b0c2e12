import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openFile } from '../../src/lib/server/files/open.ts';
import { hashOf } from '../../src/lib/server/files/put.ts';
import { keepFile, keepPostedFile } from '../../src/lib/server/files/store.ts';
import { PDF } from '../support/bad-files.ts';
import { must, outcome } from '../support/outcome.ts';
import {
	draftUpdate,
	file,
	freshKey,
	link,
	openWorld,
	publishedGoal,
	tokenOf,
	TODAY,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Files posted with an access token: in they go, and nothing comes out. */

let world: World;
let token: string;
beforeAll(async () => {
	world = await openWorld();
	token = await tokenOf(world.contributor.client, world.acme);
});
afterAll(() => world.close());

const send = (
	bytes: Uint8Array,
	name: string,
	more: { token?: string; organization?: string } = {}
) =>
	keepPostedFile(world.anonymous, { token, organization: 'acme', ...more }, bytes, {
		name,
		type: 'application/octet-stream'
	});
const held = async (sha256: string) => {
	const open = await openFile(world.leader.client, 'acme', sha256);
	return open && (await new Response(open.body).bytes());
};
const sql = async <T>(text: string) => (await world.backend.database.query<T>(text)).rows;
const bucket = (client = world.anonymous) => client.storage.from('evidence');
const expectFile = (sha256: string) =>
	world.anonymous.rpc('expect_file', { token, organization: 'acme', sha256 });
const TEXT = { contentType: 'text/plain' };

test('a file is held in the name of the token’s owner, and once', async () => {
	const sha256 = hashOf(PDF);
	const known = { sha256, name: 'report.pdf', media_type: 'application/pdf', bytes: PDF.length };
	expect(await send(PDF, 'report.pdf')).toEqual({ file: known, is_new: true });
	expect(await send(PDF, 'report.pdf')).toEqual({ file: known, is_new: false });
	expect(Buffer.compare((await held(sha256))!, PDF)).toBe(0);
	const rows = await sql(
		`select name, created_by from public.evidence_files where sha256 = '${sha256}'`
	);
	expect(rows).toEqual([{ name: 'report.pdf', created_by: world.contributor.membership }]);
	const lines = await must(
		world.leader.client
			.from('activity')
			.select('name, membership_id')
			.eq('action', 'evidence_files.created')
	);
	expect(lines).toEqual([{ name: 'report.pdf', membership_id: world.contributor.membership }]);
	const [id] = await sql<{ id: string }>(
		`select id from public.access_tokens where token_hash = private.token_hash('${token}')`
	);
	const used = await must(
		world.leader.client
			.from('activity')
			.select('name, detail, subject, goal_id, membership_id')
			.eq('action', 'access_tokens.used')
	);
	const by = { subject: id!.id, goal_id: null, membership_id: world.contributor.membership };
	const line = { name: 'Nightly', detail: 'report.pdf', ...by };
	// Once for each time that it was sent.
	expect(used).toEqual([line, line]);
});

describe('an update that is posted', () => {
	let key: string;
	beforeAll(async () => {
		const { leader, acme } = world;
		const { goal } = await publishedGoal(leader.client, acme);
		({ key } = await must(leader.client.from('goals').select('key').eq('id', goal).single()));
	});
	const post = (...evidence: object[]) =>
		world.anonymous.rpc('post_progress_update', {
			token,
			organization: 'acme',
			goal: key,
			submit: false,
			idempotency_key: freshKey(),
			fingerprint: 'one',
			draft: { effective_on: TODAY, grade: 1, narrative: 'Posted.' },
			evidence: evidence as never
		});
	/** What its items have of files. */
	const posted = async (...evidence: object[]) => {
		const { id } = (await must(post(...evidence))) as { id: string };
		const items = world.leader.client.from('evidence').select('sha256, file_sha256, file_name');
		return must(items.eq('update_id', id).order('position'));
	};
	const named = (sha256: string, name: string) => ({ ...file(sha256), file: { sha256, name } });
	const hash = (sha256: string) => ({ ...file(sha256), file: undefined });
	/** Held by the leader, and not published. */
	const ofLeader = async (bytes: Buffer, name: string) => {
		const member = { organization: { id: world.acme, slug: 'acme' } };
		const kept = await keepFile(world.leader.client, member, bytes, { name, type: '' });
		if (!('file' in kept)) throw new Error('refused');
		return kept.file.sha256;
	};

	test('has files that the owner sent, by the name that it gives them', async () => {
		const bytes = Buffer.from('What the job found.\n');
		const sent = await send(bytes, 'found.txt');
		if (!('file' in sent)) throw new Error('refused');
		const { sha256 } = sent.file;
		expect(await posted(link(), named(sha256, 'Report.TXT'), hash(sha256))).toEqual([
			{ sha256: null, file_sha256: null, file_name: null },
			{ sha256, file_sha256: sha256, file_name: 'Report.TXT' },
			{ sha256, file_sha256: null, file_name: null }
		]);
		// Its bytes were judged under the ending that it came with.
		for (const name of ['found.pdf', 'found', 'found.txt.html'])
			expect(await outcome(post(named(sha256, name))), name).toBe('file_renamed');
	});

	test('gets no file of another by its hash, not even by saying that it was sent', async () => {
		const bytes = Buffer.from('Nightfall, which is internal.\n');
		const sha256 = await ofLeader(bytes, 'project-nightfall-internal.txt');
		expect(await posted(hash(sha256))).toEqual([{ sha256, file_sha256: null, file_name: null }]);
		const refused = await post(named(sha256, 'report.txt'));
		expect(refused.error).toMatchObject({ details: 'file_not_sent' });
		// As of what nobody holds.
		expect((await post(named('f'.repeat(64), 'report.txt'))).error).toEqual(refused.error);
		const claim = { token, organization: 'acme', sha256, name: 'a.txt', bytes: bytes.length };
		await must(world.anonymous.rpc('hold_posted_file', claim));
		expect(await outcome(post(named(sha256, 'report.txt')))).toBe('file_not_sent');
	});

	test('may name what the record gives to everybody', async () => {
		const { leader } = world;
		const sha256 = await ofLeader(Buffer.from('Published.\n'), 'published.txt');
		const { id: goal } = await must(
			leader.client.from('goals').select('id').eq('key', key).single()
		);
		const draft = await draftUpdate(leader.client, goal, {}, [named(sha256, 'published.txt')]);
		expect(await outcome(post(named(sha256, 'a.txt')))).toBe('file_not_sent');
		await must(leader.client.rpc('publish_progress_update', { progress_update: draft }));
		expect(await posted(named(sha256, 'a.txt'))).toMatchObject([{ file_name: 'a.txt' }]);
	});
});

test('ten of the same at once are one', async () => {
	const bytes = Buffer.from('Ten at once.\n');
	const all = await Promise.all(Array.from({ length: 10 }, () => send(bytes, 'ten.txt')));
	expect(all.every((each) => 'file' in each)).toBe(true);
	expect(await held(hashOf(bytes))).toEqual(new Uint8Array(bytes));
});

test('what was cut off before it was held is gone on with', async () => {
	const bytes = Buffer.from('Cut off.\n');
	const object = `acme/${hashOf(bytes)}`;
	await must(expectFile(hashOf(bytes)));
	await must(bucket().upload(object, bytes, TEXT) as never);
	expect(await send(bytes, 'cut.txt')).toMatchObject({ is_new: true });
});

test.each([
	['page.html', Buffer.from('<!doctype html><p>'), /page\.html/],
	['empty.txt', Buffer.alloc(0), /empty/],
	['report.png', PDF, /\.png/]
])('%s is refused as in the browser, and nothing is stored', async (name, bytes, said) => {
	const before = await sql('select name from storage.objects');
	const refused = await send(bytes, name);
	expect(refused).toMatchObject({
		failure: { code: 'bad_file', message: expect.stringMatching(said) }
	});
	expect(await sql('select name from storage.objects')).toEqual(before);
});

describe('a token is no good for files', () => {
	const bytes = Buffer.from('Refused.\n');
	const code = async (more: { token?: string; organization?: string }) => {
		const result = await send(bytes, 'a.txt', more);
		return 'failure' in result ? result.failure.code : 'ok';
	};
	const fresh = () => tokenOf(world.contributor.client, world.acme);
	const change = (of: string, what: string) =>
		sql(`update public.access_tokens set ${what} where token_hash = private.token_hash('${of}')`);

	test('unless it is one, of this organization, and neither revoked nor expired', async () => {
		expect(await code({ token: `wmk_${'0'.repeat(64)}` })).toBe('token_unknown');
		expect(await code({ organization: 'umbra' })).toBe('token_organization');
		const revoked = await fresh();
		await change(revoked, 'revoked_at = now()');
		expect(await code({ token: revoked })).toBe('token_revoked');
		const expired = await fresh();
		await change(expired, `expires_at = now() - interval '1 second'`);
		expect(await code({ token: expired })).toBe('token_expired');
		// Nor for what somebody else sent.
		const call = { organization: 'acme', sha256: hashOf(PDF), name: 'a.pdf', bytes: PDF.length };
		expect(
			await outcome(world.anonymous.rpc('hold_posted_file', { ...call, token: revoked }))
		).toBe('token_revoked');
		expect(await held(hashOf(bytes))).toBeNull();
	});

	test('whichever its scope', async () => {
		for (const scope of ['updates:draft', 'updates:submit']) {
			const one = await must(
				world.contributor.client.rpc('create_access_token', {
					organization: world.acme,
					name: scope,
					scopes: [scope],
					days: 7
				})
			);
			expect(await code({ token: one })).toBe('ok');
		}
	});
});

describe('Storage, spoken to directly', () => {
	const bytes = Buffer.from('Announced.\n');
	const object = `acme/${hashOf(bytes)}`;

	test('takes what was announced, for some minutes, and nothing else', async () => {
		const { error } = await bucket().upload(object, bytes, TEXT);
		expect(error).not.toBeNull();
		expect(await must(expectFile(hashOf(bytes)))).toBe(true);
		for (const other of [`umbra/${hashOf(bytes)}`, `acme/${'a'.repeat(64)}`, `${object}/x`])
			expect((await bucket().upload(other, bytes, TEXT)).error, other).not.toBeNull();
		await sql(`update private.expected_files set expected_at = expected_at - interval '6 minutes'`);
		expect((await bucket().upload(object, bytes, TEXT)).error).not.toBeNull();
		await must(expectFile(hashOf(bytes)));
		expect((await bucket().upload(object, bytes, TEXT)).error).toBeNull();
	});

	test('gives nothing of it out, nor lets it be replaced or removed', async () => {
		await must(expectFile(hashOf(bytes)));
		expect((await bucket().download(object)).data).toBeNull();
		const listed = (await bucket().list('acme')).data ?? [];
		expect(listed.map(({ name }) => name)).not.toContain(object);
		expect((await bucket().createSignedUrl(object, 60)).data).toBeNull();
		const other = Buffer.from('Other.\n');
		expect((await bucket().upload(object, other, { ...TEXT, upsert: true })).error).not.toBeNull();
		expect((await bucket().move(object, `acme/${'b'.repeat(64)}`)).error).not.toBeNull();
		await bucket().remove([object]);
		expect(await held(hashOf(bytes))).toEqual(new Uint8Array(bytes));
	});
});

test('what stands there and is of another size is refused, until the file is uploaded in the workspace', async () => {
	const { contributor, acme, operator } = world;
	const bytes = Buffer.from('The true ones.\n');
	await must(
		bucket(contributor.client).upload(`acme/${hashOf(bytes)}`, Buffer.from('No.\n'), TEXT) as never
	);
	for (const again of [1, 2])
		expect(await send(bytes, 'a.txt'), String(again)).toMatchObject({
			failure: { code: 'file_differs' }
		});
	const member = { organization: { id: acme, slug: 'acme' } };
	const sent = { name: 'a.txt', type: '' };
	await keepFile(contributor.client, member, bytes, sent, async () => operator);
	expect(await send(bytes, 'a.txt')).toMatchObject({ is_new: false });
	expect(await held(hashOf(bytes))).toEqual(new Uint8Array(bytes));
});
