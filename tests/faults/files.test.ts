import { ReadableStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { FILE_LIMIT } from '../../src/lib/record/media-types.ts';
import { readLimited } from '../../src/lib/server/http/body.ts';
import { fileHeaders } from '../../src/lib/server/files/headers.ts';
import { openFile, openPublished } from '../../src/lib/server/files/open.ts';
import { hashOf } from '../../src/lib/server/files/put.ts';
import { findFile, keepFile, sweep } from '../../src/lib/server/files/store.ts';
import { BAD_FILES, JPEG, PDF, PNG, WEBP, type BadFile } from '../support/bad-files.ts';
import { must, outcome } from '../support/outcome.ts';
import {
	draftUpdate,
	openWorld,
	publishedGoal,
	publishUpdate,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Files of evidence: bad ones, good ones, and what becomes of those that nobody uses. */

let world: World;
let goal: string;
beforeAll(async () => {
	world = await openWorld();
	goal = (await publishedGoal(world.leader.client, world.acme)).goal;
});
afterAll(() => world.close());

const owner = () => ({
	organization: { id: world.acme, slug: 'acme' }
});

/** Sends a file the whole way: as a request, through the limit and the checks, into Storage. */
async function send(
	file: Pick<BadFile, 'parts' | 'name' | 'type' | 'length'>,
	by = world.contributor
) {
	const body = ReadableStream.from(file.parts());
	const headers = file.length ? { 'content-length': String(file.length) } : undefined;
	const request = new Request('http://x.example', {
		method: 'POST',
		body,
		headers,
		duplex: 'half'
	} as never);
	const bytes = await readLimited(request, FILE_LIMIT);
	if (!bytes)
		return {
			refused:
				'x: The file is larger than 10 MiB. Make it smaller, split it, or give a link instead.'
		};
	const sent = { name: file.name, type: file.type ?? '' };
	const result = await keepFile(by.client, owner(), bytes, sent, async () => world.operator);
	return 'failure' in result ? { refused: result.failure.message } : { file: result.file };
}
const good = (bytes: Uint8Array, name: string) => send({ parts: () => [bytes], name });
async function kept(bytes: Uint8Array, name: string) {
	const { file } = await good(bytes, name);
	return file!;
}

async function fileBytes(...file: Parameters<typeof openFile>) {
	const held = await openFile(...file);
	return held && (await new Response(held.body).bytes());
}

const collect = () => {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
};
function memory() {
	collect();
	const { rss, heapUsed, external } = process.memoryUsage();
	return { rss, own: heapUsed + external };
}

test('the corpus is of forty files or more', () => {
	expect(BAD_FILES.length).toBeGreaterThanOrEqual(40);
	expect(new Set(BAD_FILES.map(({ what }) => what)).size).toBe(BAD_FILES.length);
});

test('every bad file is refused with advice or neutralized, in little memory', async () => {
	// What the first request of a kind takes for good is not the files' doing.
	await kept(Buffer.alloc(FILE_LIMIT, 'b'), 'large.txt');
	const before = memory();
	const most = { rss: 0, own: 0 };
	for (const bad of BAD_FILES) {
		const result = await send(bad);
		if (bad.refused) expect(result.refused, bad.what).toMatch(bad.refused);
		else {
			expect(result.file?.name, bad.what).toBe(bad.leavesAs);
			isHarmless(fileHeaders(result.file!), bad.what);
		}
		// Of what stands in memory, also what is only waiting to be collected.
		most.rss = Math.max(most.rss, process.memoryUsage.rss() - before.rss);
		const now = memory();
		most.own = Math.max(most.own, now.own - before.own);
	}
	console.log(`files: ${BAD_FILES.length}, growth at most ${JSON.stringify(most)} bytes`);
	expect(most.own).toBeLessThan(50_000_000);
	expect(most.rss).toBeLessThan(50_000_000);
}, 180_000);

/** Whatever the file is, a browser saves it, and runs nothing of it even where it shows it. */
function isHarmless(headers: Headers, what: string) {
	expect(headers.get('content-disposition'), what).toMatch(
		/^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[\w.~!$&+^`|%-]+$/
	);
	expect(headers.get('content-security-policy'), what).toBe("sandbox; default-src 'none'");
	expect(headers.get('content-type'), what).toMatch(
		/^(application\/pdf|image\/(png|jpeg|webp)|text\/(csv|plain); charset=utf-8)$/
	);
}

test.each([
	['report.pdf', PDF, 'application/pdf'],
	['picture.png', PNG, 'image/png'],
	['photo.JPG', JPEG, 'image/jpeg'],
	['photo.jpeg', Buffer.concat([JPEG, Buffer.alloc(100)]), 'image/jpeg'],
	['picture.webp', WEBP, 'image/webp'],
	['table.csv', Buffer.from('\ufeffa,b\r\n1,"<5"\r\n'), 'text/csv'],
	['notes.md', Buffer.from('# 笔记\n\nA < b.\n'), 'text/plain'],
	['whole.txt', Buffer.alloc(FILE_LIMIT, 'a'), 'text/plain']
])('%s is what it seems, and comes back byte for byte', async (name, bytes, media_type) => {
	const file = await kept(bytes, name);
	expect(file).toEqual({ name, media_type, bytes: bytes.length, sha256: hashOf(bytes) });
	const back = await fileBytes(world.leader.client, 'acme', file.sha256);
	expect(Buffer.compare(back!, bytes)).toBe(0);
});

test('the same bytes twice are one object, whatever they are called', async () => {
	const bytes = Buffer.from('The same.\n');
	const first = await kept(bytes, 'first.txt');
	const [again, byOther] = [
		await kept(bytes, 'second.csv'),
		await send({ parts: () => [bytes], name: 'third.txt' }, world.leader)
	];
	expect(again).toEqual({ ...first, name: 'second.csv' });
	expect(byOther.file).toEqual({ ...first, name: 'third.txt' });
	expect(await objects(first.sha256)).toBe(1);
});

async function objects(sha256: string): Promise<number> {
	const { rows } = await world.backend.database.query<{ n: number }>(
		`select count(*)::int as n from storage.objects where name = $1`,
		[`acme/${sha256}`]
	);
	return rows[0]!.n;
}

/** Puts other bytes under the hash of these, as whoever speaks to Storage directly can; gives the hash. */
async function putWrong(bytes: Uint8Array, wrong = 'Something else.\n', contentType = 'text/csv') {
	const sha256 = hashOf(bytes);
	const { storage } = world.contributor.client;
	const put = storage
		.from('evidence')
		.upload(`acme/${sha256}`, Buffer.from(wrong), { contentType });
	await must(put as never);
	return sha256;
}
const hold = (sha256: string, by = world.contributor) =>
	outcome(by.client.rpc('hold_file', { organization: world.acme, sha256, name: 'a.txt' }));

describe('other bytes under a hash', () => {
	const isMadeGood = async (bytes: Buffer, by = world.leader) => {
		const sha256 = hashOf(bytes);
		expect(await fileBytes(by.client, 'acme', sha256)).toBeNull();
		const sent = { parts: () => [bytes], name: 'a.txt' };
		const { file } = await send(sent, by);
		expect(file).toEqual({ sha256, name: 'a.txt', media_type: 'text/plain', bytes: bytes.length });
		expect(await fileBytes(by.client, 'acme', sha256)).toEqual(new Uint8Array(bytes));
		// What is known of it is what is there now.
		expect(await findFile(by.client, world.acme, sha256)).toMatchObject({
			media_type: 'text/plain',
			bytes: bytes.length
		});
		expect(await objects(sha256)).toBe(1);
	};

	test('are made good by an upload of the true ones', async () => {
		const bytes = Buffer.from('What it should be.\n');
		await putWrong(bytes);
		await isMadeGood(bytes);
	});

	test.each([
		['of another size', 'Else.\n'],
		['of the same size', 'What it shouldn’t be'.slice(0, 19)]
	])('also where they are held already: %s', async (_, wrong) => {
		const bytes = Buffer.from(`The true ones ${wrong.length}.\n`.padEnd(19));
		expect(await hold(await putWrong(bytes, wrong))).toBe('ok');
		await isMadeGood(bytes);
	});

	test('also where they are published, and readers then get the true ones', async () => {
		const { leader, anonymous } = world;
		const bytes = Buffer.from('Published as these.\n');
		const sha256 = await putWrong(bytes);
		expect(await hold(sha256)).toBe('ok');
		await publishUpdate(leader.client, goal, {}, [item({ sha256, name: 'a.txt' })]);
		const open = () => openPublished(anonymous, 'acme', sha256);
		expect(await open()).toBeNull();
		await isMadeGood(bytes);
		expect(await new Response((await open())!.body).bytes()).toEqual(new Uint8Array(bytes));
	});

	test('do not take the place of the true ones, whoever sends them', async () => {
		const { contributor, leader } = world;
		const bytes = Buffer.from('True from the first.\n');
		const { sha256 } = await kept(bytes, 'true.txt');
		const options = { contentType: 'text/plain', upsert: true };
		for (const { client } of [contributor, leader]) {
			const all = client.storage.from('evidence');
			const wrong = Buffer.from('False.\n');
			expect((await all.upload(`acme/${sha256}`, wrong, options)).error).not.toBeNull();
			expect((await all.update(`acme/${sha256}`, wrong, options)).error).not.toBeNull();
			await all.remove([`acme/${sha256}`]);
		}
		expect(await fileBytes(leader.client, 'acme', sha256)).toEqual(new Uint8Array(bytes));
	});
});

const item = (file: { sha256: string; name: string }, more: object = {}) => ({
	kind: 'file',
	visibility: 'public',
	title: 'A file',
	sha256: file.sha256,
	file,
	criteria: [0, 1],
	...more
});
const withheld = {
	visibility: 'redacted',
	redaction: { category: 'privacy', description: 'Names.' }
};
async function entryOf(seq: number) {
	const row = await must(
		world.anonymous.from('record_entries').select('body').eq('seq', seq).single()
	);
	return (JSON.parse(row.body) as { evidence: Record<string, unknown>[] }).evidence[0];
}

test('what is published says what the file is, and anybody can then read it', async () => {
	const { leader, anonymous } = world;
	const file = await kept(Buffer.from('Published.\n'), 'published.txt');
	const named = { sha256: file.sha256, name: 'as-published.txt' };
	const draft = await draftUpdate(leader.client, goal, {}, [item(named)]);
	expect(await fileBytes(anonymous, 'acme', file.sha256)).toBeNull();
	const seq = await must(leader.client.rpc('publish_progress_update', { progress_update: draft }));
	expect(await entryOf(seq)).toEqual({
		kind: 'file',
		visibility: 'public',
		title: 'A file',
		sha256: file.sha256,
		name: 'as-published.txt',
		media_type: 'text/plain',
		bytes: 11,
		criteria: [0, 1]
	});
	expect(await fileBytes(anonymous, 'acme', file.sha256)).not.toBeNull();
	expect((await findFile(leader.client, world.acme, file.sha256))?.name).toBe('as-published.txt');
});

test('of a redacted file nothing leaves but what is committed to', async () => {
	const { leader, anonymous, reviewer, stranger, removed } = world;
	const file = await kept(Buffer.from('Withheld.\n'), 'secret-names.txt');
	const silent = await publishUpdate(leader.client, goal, {}, [
		item(file, { ...withheld, sha256: null })
	]);
	expect(JSON.stringify(await entryOf(silent.seq))).not.toMatch(/secret|text\/plain|sha256/);
	const committed = await publishUpdate(leader.client, goal, {}, [item(file, withheld)]);
	expect(await entryOf(committed.seq)).toMatchObject({ sha256: file.sha256 });
	expect(JSON.stringify(await entryOf(committed.seq))).not.toMatch(/secret|text\/plain|bytes/);
	for (const client of [anonymous, stranger.client, removed.client])
		expect(await fileBytes(client, 'acme', file.sha256)).toBeNull();

	const see = async () => [
		(await fileBytes(reviewer.client, 'acme', file.sha256)) !== null,
		(await findFile(reviewer.client, world.acme, file.sha256)) !== null
	];
	const give = (review_access: string) =>
		must(
			leader.client
				.from('memberships')
				.update({ review_access })
				.eq('id', reviewer.membership)
				.select('id')
		);
	await give('full');
	expect(await see()).toEqual([true, true]);
	for (const access of ['redacted', 'public']) {
		await give(access);
		expect(await see()).toEqual([false, false]);
	}
	await give('full');
});

test('a draft cannot name a file that is not there, nor one by another hash', async () => {
	const { contributor } = world;
	const absent = { sha256: 'f'.repeat(64), name: 'a.txt' };
	const save = (evidence: object) =>
		outcome(
			contributor.client.rpc('save_progress_update', {
				goal,
				draft: { effective_on: '2026-03-01', grade: 1, narrative: '' },
				evidence: [evidence] as never
			})
		);
	expect(await save(item(absent))).toBe('file_missing');
	const file = await kept(Buffer.from('Here.\n'), 'here.txt');
	expect(await save(item(file, { sha256: 'e'.repeat(64) }))).toBe('invalid');
	expect(await save(item(file))).toBe('ok');
});

/** Makes everything that was uploaded look older. */
const aDayLater = () =>
	world.backend.database.exec(
		`update public.evidence_files set uploaded_at = uploaded_at - interval '25 hours';
		 update storage.objects set created_at = created_at - interval '25 hours'`
	);

test('what nobody uses is forgotten after a day; what is used or being written stays', async () => {
	const { contributor, acme } = world;
	const names = ['unused', 'used', 'kept'] as const;
	const files: Record<string, string> = {};
	for (const name of names)
		files[name] = (await kept(Buffer.from(`${name} ${Date.now()}\n`), `${name}.txt`)).sha256;
	await draftUpdate(contributor.client, goal, {}, [
		item({ sha256: files.used!, name: 'used.txt' })
	]);
	await must(
		contributor.client.rpc('autosave', {
			organization: acme,
			form: '/workspace/acme/x',
			title: 'A form',
			typed: { evidence: [{ file: { sha256: files.kept! } }] }
		})
	);
	const left = async () => Promise.all(names.map((name) => objects(files[name]!)));
	await sweep(contributor.client, acme);
	expect(await left()).toEqual([1, 1, 1]);
	await aDayLater();
	// What other tests left is forgotten as well: a sweep takes as many as the database answers with at once.
	for (let sweeps = 0; sweeps < 20; sweeps++) await sweep(contributor.client, acme);
	expect(await left()).toEqual([0, 1, 1]);
	expect(await findFile(contributor.client, acme, files.unused!)).toBeNull();
});

test('a file that is sent again is kept as long as a new one', async () => {
	const { contributor, acme } = world;
	const bytes = Buffer.from('Again.\n');
	const { sha256 } = await kept(bytes, 'again.txt');
	await aDayLater();
	const again = await kept(bytes, 'again.txt');
	await sweep(contributor.client, acme);
	expect(await objects(sha256)).toBe(1);
	await draftUpdate(contributor.client, goal, {}, [item(again)]);
	await aDayLater();
	await sweep(contributor.client, acme);
	expect(Buffer.compare((await fileBytes(contributor.client, 'acme', sha256))!, bytes)).toBe(0);
});

test('a file is what Storage holds, whatever its sender says of it', async () => {
	const { contributor, leader, acme } = world;
	expect(await hold('d'.repeat(64))).toBe('file_missing');
	const row = {
		organization_id: acme,
		sha256: 'd'.repeat(64),
		media_type: 'text/plain',
		bytes: 5_000_000,
		name: 'a.txt',
		created_by: contributor.membership
	};
	expect(await outcome(contributor.client.from('evidence_files').insert(row))).toBe('denied');
	const bytes = Buffer.from('By hand.\n');
	const sha256 = hashOf(bytes);
	const contentType = 'text/csv';
	await must(
		contributor.client.storage
			.from('evidence')
			.upload(`acme/${sha256}`, bytes, { contentType }) as never
	);
	expect(await hold(sha256)).toBe('ok');
	expect(await findFile(leader.client, acme, sha256)).toEqual({
		sha256,
		name: 'a.txt',
		media_type: 'text/csv',
		bytes: bytes.length
	});
});

test('what is published is looked at once, and leaves in pieces, however many ask for it', async () => {
	const { leader, anonymous } = world;
	const bytes = Buffer.alloc(FILE_LIMIT, 'p');
	const { sha256 } = await kept(bytes, 'published.txt');
	await publishUpdate(leader.client, goal, {}, [item({ sha256, name: 'published.txt' })]);
	const open = () => openPublished(anonymous, 'acme', sha256);
	const before = memory();
	const all = await Promise.all(Array.from({ length: 60 }, open));
	for (const held of all) expect(held!.bytes).toBe(FILE_LIMIT);
	// Of readers who take a piece and then no more.
	const readers = all.map((held) => held!.body.getReader());
	await Promise.all(readers.map((reader) => reader.read()));
	await sleep(500);
	const after = memory();
	expect(after.own - before.own).toBeLessThan(60_000_000);
	expect(after.rss - before.rss).toBeLessThan(120_000_000);
	await Promise.all(readers.map((reader) => reader.cancel()));
	const whole = await new Response((await open())!.body).bytes();
	expect(Buffer.compare(whole, bytes)).toBe(0);
});
