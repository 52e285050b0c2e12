import { fc } from '@fast-check/vitest';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseEntry } from '../../src/lib/record/parse.ts';
import { isRaw } from '../../src/lib/record/raw.ts';
import { firstUnseen, unseenInAddress } from '../../src/lib/record/characters.ts';
import { failure } from '../../src/lib/server/database/failure.ts';
import { operatorImported } from '../support/imports.ts';
import { must } from '../support/outcome.ts';
import {
	closeGoal,
	draftGoal,
	draftRevision,
	revisionOf,
	publishDrafts,
	draftUpdate,
	evidenceFile,
	file,
	freshKey,
	link,
	openWorld,
	publishedGoal,
	tokenOf,
	transcribed,
	type World
} from '../support/world.ts';
import { stepsOf } from './steps.ts';

/** What the database refuses of a member who calls it themselves, past every form. */

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

const sql = async <Row>(query: string, parameters: unknown[] = []) =>
	(await world.backend.database.query<Row>(query, parameters)).rows;
type Refused = { error: Parameters<typeof failure>[0] | null };
const why = async (request: PromiseLike<Refused>) => {
	const { error } = await request;
	return error && failure(error);
};

describe('characters that nobody sees', () => {
	const BAD = 'Goal \u202etxt.laog';
	const refused = (place: string) => ({
		code: 'unseen_character',
		message: `“${place}” holds U+202E (right-to-left override), which nobody sees. Take it out, then try again.`
	});

	test('are the same to the database', async () => {
		const pieces = fc.constantFrom(
			...'\u200b\u200c\u200d\u202e\u00ad\ufe0f\ufe00\u{e0100}\u{e0067}\u{e007f}\u3164\u0007\u180b\u2066',
			...'aب\u0915\u094dᠠ一👩🏴❤1ก\u3000\n'
		);
		const texts = fc.sample(fc.array(pieces, { maxLength: 7 }), 4_000).map((each) => each.join(''));
		const rows = await sql<{ plain: string | null; address: string | null }>(
			`select private.unseen_in(t) as plain, private.unseen_in(t, true) as address
			 from unnest($1::text[]) with ordinality as x (t, n) order by n`,
			[texts]
		);
		const letter = (found: { code: number } | undefined) =>
			found ? String.fromCodePoint(found.code) : null;
		const differ = texts.filter(
			(text, at) =>
				rows[at]!.plain !== letter(firstUnseen(text)) ||
				rows[at]!.address !== letter(unseenInAddress(text))
		);
		expect(differ).toEqual([]);
		expect(rows.filter(({ plain }) => plain === null).length).toBeGreaterThan(200);
	});

	test('are refused in a goal and its revisions', async () => {
		const { client } = world.leader;
		const make = (draft: object) =>
			client.rpc('create_goal', {
				organization: world.acme,
				draft: { key: freshKey(), area: 'policy', title: 'A', criteria: [], ...draft } as never
			});
		expect(await why(make({ title: BAD }))).toEqual(refused('title'));
		expect(await why(make({ criteria: ['a', BAD] }))).toEqual(refused('criteria'));
		const translation = { language: 'zh', title: BAD, statement: '', criteria: [] };
		expect(await why(make({ translation }))).toEqual(refused('translation/title'));
		const { goal } = await publishedGoal(client, world.acme);
		const id = await draftRevision(client, world.acme, goal);
		const edit = async (facts: object) =>
			client
				.from('drafts')
				.update({ facts: { ...(await revisionOf(client, goal)), ...facts } })
				.eq('id', id);
		expect(await why(edit({ reason: BAD }))).toEqual(refused('facts/reason'));
		expect(await why(edit({ source: 'https://a.example/\u00ad' }))).toMatchObject({
			message: expect.stringContaining('U+00AD (soft hyphen)')
		});
		expect(await why(edit({ source: 'A speech, Dampf\u00adschiff', title: 'می‌خواهم 👩‍🔬' }))).toBe(
			null
		);
	});

	test('are refused in an update, its evidence, comments and what a token posts', async () => {
		const { client } = world.contributor;
		const key = freshKey();
		const { goal } = await publishedGoal(world.leader.client, world.acme, { key });
		const save = (draft: object, evidence: object[] = [link()]) =>
			client.rpc('save_progress_update', {
				goal,
				draft: { effective_on: '2026-03-01', grade: 2, narrative: 'Done.', ...draft },
				evidence: evidence as never
			});
		expect(await why(save({ narrative: BAD }))).toEqual(refused('narrative'));
		expect(await why(save({}, [link([0], { title: BAD })]))).toEqual(refused('title'));
		for (const letter of ['\u200b', '\u00ad', '\u200c'])
			expect(
				await why(save({}, [link([0], { url: `https://a.example/x${letter}` })]))
			).toMatchObject({
				code: 'unseen_character'
			});
		const update = await draftUpdate(client, goal);
		const { membership } = world.contributor;
		const comment = {
			organization_id: world.acme,
			update_id: update,
			created_by: membership,
			body: BAD
		};
		expect(await why(client.from('update_comments').insert(comment))).toEqual(refused('body'));
		const post = {
			token: await tokenOf(client, world.acme),
			organization: 'acme',
			goal: key,
			submit: false,
			idempotency_key: 'a',
			fingerprint: 'a',
			draft: { effective_on: '2026-03-01', grade: 2, narrative: BAD },
			evidence: []
		};
		expect(await why(world.anonymous.rpc('post_progress_update', post as never))).toEqual(
			refused('narrative')
		);
	});

	test('are refused in a draft, in names and in a closing', async () => {
		const { client } = world.leader;
		const statement = { statement: BAD };
		const call = { organization: world.acme, kind: 'scorecard.certified', facts: statement };
		expect(await why(client.rpc('save_draft', call))).toEqual(refused('facts/statement'));
		const details = { organization: world.acme, name: BAD, office: '' };
		expect(await why(client.rpc('change_my_details', details as never))).toEqual(refused('name'));
		const team = { organization_id: world.acme, name: BAD, created_by: world.leader.membership };
		expect(await why(client.from('teams').insert(team))).toEqual(refused('name'));
		const { goal } = await publishedGoal(client, world.acme);
		const reasoned = (reason: string) => why(closeGoal(client, world.acme, goal, { reason }));
		expect(await reasoned(BAD)).toEqual(refused('facts/reason'));
		expect(await reasoned('\u00ad')).toMatchObject({ code: 'wrong_shape' });
	});

	test('are refused in an import', async () => {
		const { slug } = await transcribed(world);
		const [first] = stepsOf(freshKey());
		const steps = [{ ...first, criteria: ['a', BAD], translation: undefined }];
		const [{ seq } = { seq: 0 }] = await sql<{ seq: number }>(
			`select max(seq)::int as seq from public.record_entries e
			 join public.organizations o on o.id = e.organization_id where o.slug = $1`,
			[slug]
		);
		const answer = await operatorImported(world.operator, {
			slug,
			registration: null,
			expected: seq,
			steps
		} as never);
		expect(failure(answer.error!)).toEqual(refused('criteria/1'));
	});

	test('stay where they stand: in the record, which reads back, and in drafts until these are published', async () => {
		const facts = {
			goal: freshKey(),
			revision: 1,
			title: BAD,
			statement: '\u200b',
			criteria: [],
			area: 'policy'
		};
		await sql(
			`select private.append_entries($1::uuid,
			   array[row(1, 'goal.published', '0800-01-01', substr($2::text, 2), $2::json ->> 'goal', null, 0)::private.new_entry])`,
			[world.acme, JSON.stringify(facts)]
		);
		const [stored] = await sql<Parameters<typeof parseEntry>[0]>(
			'select seq::int, body, envelope, leaf_hash from public.record_entries order by seq desc limit 1'
		);
		const entry = parseEntry(stored!);
		expect(isRaw(entry)).toBe(false);
		expect(entry).toMatchObject({ ...facts, effective_on: '0800-01-01' });

		const { client } = world.leader;
		const { goal } = await draftGoal(client, world.acme);
		await sql(`update public.goal_drafts set title = $1 where goal_id = $2`, [BAD, goal]);
		const table = client.from('goal_drafts');
		await must(table.update({ statement: 'Another.' }).eq('goal_id', goal).select('goal_id'));
		expect(await why(client.rpc('publish_goal', { goal }))).toEqual(refused('title'));
		const { goal: of } = await publishedGoal(client, world.acme);
		const id = await draftRevision(client, world.acme, of);
		await sql(
			`update public.drafts set facts = jsonb_set(facts, '{title}', to_jsonb($1::text)) where id = $2`,
			[BAD, id]
		);
		expect(await why(publishDrafts(client, { id }))).toEqual(refused('title'));
	});
});

describe('days of other centuries', () => {
	const FAR = ['1899-12-31', '2201-01-01', '0001-01-01', '9999-12-31'];
	const refused = (place: string) => ({
		code: 'far_day',
		message: `“${place}” is a day before 1900 or after 2200. Check its year, then try again.`
	});

	test.each(FAR)('are refused wherever one is written: %s', async (day) => {
		const { client } = world.leader;
		const make = (draft: object) =>
			client.rpc('create_goal', {
				organization: world.acme,
				draft: { key: freshKey(), area: 'policy', title: 'A', criteria: [], ...draft } as never
			});
		expect(await why(make({ effective_on: day }))).toEqual(refused('effective_on'));
		expect(await why(make({ target_on: day, target_basis: 'stated' }))).toEqual(
			refused('target_on')
		);
		const key = freshKey();
		const { goal } = await publishedGoal(client, world.acme, { key });
		const draft = { effective_on: day, grade: 2, narrative: 'Done.' };
		expect(await why(client.rpc('save_progress_update', { goal, draft, evidence: [] }))).toEqual(
			refused('effective_on')
		);
		const post = {
			token: await tokenOf(client, world.acme),
			organization: 'acme',
			goal: key,
			submit: false,
			idempotency_key: 'a',
			fingerprint: 'a',
			draft,
			evidence: []
		};
		expect(await why(world.anonymous.rpc('post_progress_update', post as never))).toEqual(
			refused('effective_on')
		);
	});

	test('are refused in an import', async () => {
		const { slug } = await transcribed(world);
		const [{ seq } = { seq: 0 }] = await sql<{ seq: number }>(
			`select max(seq)::int as seq from public.record_entries e
			 join public.organizations o on o.id = e.organization_id where o.slug = $1`,
			[slug]
		);
		const [first] = stepsOf(freshKey());
		for (const [place, more] of [
			['effective_on', { effective_on: '0800-01-01' }],
			['target/on', { target: { on: '2300-01-01', basis: 'stated' }, translation: undefined }]
		] as const) {
			const answer = await operatorImported(world.operator, {
				slug,
				registration: null,
				expected: seq,
				steps: [{ ...first, ...more }]
			} as never);
			expect(failure(answer.error!)).toEqual(refused(place));
		}
	});

	test('stay in drafts until these are published', async () => {
		const { client } = world.leader;
		const { goal } = await draftGoal(client, world.acme);
		const table = client.from('goal_drafts');
		await sql(`update public.goal_drafts set effective_on = '1800-01-01' where goal_id = $1`, [
			goal
		]);
		await must(table.update({ title: 'Another' }).eq('goal_id', goal).select('goal_id'));
		expect(await why(client.rpc('publish_goal', { goal }))).toEqual(refused('effective_on'));
	});
});

describe('what one item redacts another does not show', () => {
	const HASH = 'a1'.repeat(32);
	const hidden = {
		visibility: 'redacted',
		redaction: { category: 'legal', description: 'Under seal.' }
	};
	const refused = {
		code: 'redaction_leak',
		message:
			'Evidence item 2 is redacted, and another one shows the same file or address. Redact both or neither.'
	};
	const redactedFile = (sha256 = HASH) => file(sha256, { ...hidden, sha256: null });
	const hash = { kind: 'file', visibility: 'public', title: 'A hash', sha256: HASH, criteria: [] };

	test('as it is saved, posted or added to', async () => {
		const { client } = world.contributor;
		const key = freshKey();
		const { goal } = await publishedGoal(world.leader.client, world.acme, { key });
		await evidenceFile(world.contributor, world.acme, HASH);
		await evidenceFile(world.contributor, world.acme, 'b2'.repeat(32));
		const draft = { effective_on: '2026-03-01', grade: 2, narrative: 'Done.' };
		const save = (...evidence: object[]) =>
			why(client.rpc('save_progress_update', { goal, draft, evidence: evidence as never }));
		const address = (url: string) => link([], { ...hidden, url });
		expect(await save(file(HASH), redactedFile())).toEqual(refused);
		expect(await save(hash, redactedFile())).toEqual(refused);
		expect(await save(hash, { ...hash, ...hidden })).toEqual(refused);
		expect(await save(link([]), address('HTTP://EXAMPLE.org:80/report/#a'))).toEqual(refused);
		expect(
			await save(link([], { archived_url: 'https://a.example' }), address('https://a.example/'))
		).toEqual(refused);
		expect(await save(file('b2'.repeat(32)), redactedFile())).toBe(null);
		expect(await save(link([]), address('https://example.org/Report2'))).toBe(null);

		const update = await draftUpdate(client, goal, {}, [hash]);
		const item = {
			organization_id: world.acme,
			update_id: update,
			position: 1,
			kind: 'file',
			visibility: 'redacted',
			title: 'A file',
			file_sha256: HASH,
			file_name: 'a.txt',
			redaction_category: 'legal',
			redaction_description: 'Under seal.'
		};
		expect(await why(client.from('evidence').insert(item))).toEqual(refused);

		const post = {
			token: await tokenOf(client, world.acme),
			organization: 'acme',
			goal: key,
			submit: false,
			idempotency_key: 'a',
			fingerprint: 'a',
			draft,
			evidence: [file(HASH), redactedFile()]
		};
		expect(await why(world.anonymous.rpc('post_progress_update', post as never))).toEqual(refused);
	});

	test('as it is submitted or published, where it was saved before', async () => {
		const { client } = world.contributor;
		const { goal } = await publishedGoal(world.leader.client, world.acme);
		const update = await draftUpdate(client, goal, {}, [hash, redactedFile('b2'.repeat(32))]);
		await sql(`update public.evidence set file_sha256 = $1 where update_id = $2 and position = 1`, [
			HASH,
			update
		]);
		expect(await why(client.rpc('submit_progress_update', { progress_update: update }))).toEqual(
			refused
		);
	});

	test('as it is imported', async () => {
		const { slug } = await transcribed(world);
		const [{ seq } = { seq: 0 }] = await sql<{ seq: number }>(
			`select max(seq)::int as seq from public.record_entries e
			 join public.organizations o on o.id = e.organization_id where o.slug = $1`,
			[slug]
		);
		const [first, , report] = stepsOf(freshKey());
		const steps = [first, { ...report, evidence: [hash, { ...hash, ...hidden }] }];
		const answer = await operatorImported(world.operator, {
			slug,
			registration: null,
			expected: seq,
			steps
		} as never);
		expect(failure(answer.error!)).toEqual(refused);
	});
});
