import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { must, outcome } from '../support/outcome.ts';
import {
	closeGoal,
	draftGoal,
	draftUpdate,
	freshKey,
	invite,
	link,
	openWorld,
	publishedGoal,
	type Member,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
let goal: string;
let key: string;
beforeAll(async () => {
	world = await openWorld();
	goal = (await publishedGoal(world.leader.client, world.acme)).goal;
	key = await keyOf(goal);
});
afterAll(() => world.close());

const BOTH = ['updates:draft', 'updates:submit'];
const sql = async <T>(text: string) => (await world.backend.database.query<T>(text)).rows;
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const keyOf = async (id: string) =>
	(await must(world.leader.client.from('goals').select('key').eq('id', id).single())).key;

const make = (by: Member, values: { name?: string; scopes?: string[]; days?: number } = {}) =>
	by.client.rpc('create_access_token', {
		organization: world.acme,
		name: 'Nightly',
		scopes: BOTH,
		days: 30,
		...values
	});
const idOf = async (token: string) => {
	const [row] = await sql<{ id: string }>(
		`select id from public.access_tokens where token_hash = '${hash(token)}'`
	);
	return row!.id;
};

type Post = {
	organization?: string;
	goal?: string;
	submit?: boolean;
	idempotency_key?: string;
	fingerprint?: string;
	draft?: object;
	evidence?: object[];
};
const post = (token: string, { draft, evidence = [link()], ...values }: Post = {}) =>
	world.anonymous.rpc('post_progress_update', {
		token,
		organization: 'acme',
		goal: key,
		submit: false,
		idempotency_key: freshKey(),
		fingerprint: 'one',
		draft: { effective_on: '2026-03-01', grade: 2, narrative: 'Posted.', ...draft },
		evidence: evidence as never,
		...values
	});
type Answer = { id: string; status: string };
const posted = async (...args: Parameters<typeof post>) => (await must(post(...args))) as Answer;
const updateOf = (id: string) =>
	must(
		world.leader.client
			.from('progress_updates')
			.select('status, narrative, created_by, evidence(title)')
			.eq('id', id)
			.single()
	);

/** A contributor of their own, since what is done to them lasts. */
async function newcomer(role = 'contributor'): Promise<Member> {
	const person = await world.signUp(`${freshKey()}@example.org`);
	await invite(world.leader.client, world.acme, person, role);
	const { id } = await must(
		person.client.from('memberships').select('id').eq('user_id', person.id).single()
	);
	return { ...person, membership: id };
}
const change = (membership: string, values: object) =>
	must(world.leader.client.from('memberships').update(values).eq('id', membership).select('id'));

describe('a token', () => {
	test('is a secret of 244 bits, of which only the hash is stored', async () => {
		const token = await must(make(world.contributor));
		expect(token).toMatch(/^wmk_[0-9a-f]{64}$/);
		const [row] = await sql<{ stored: string }>(
			`select to_jsonb(t)::text as stored from public.access_tokens t where t.id = '${await idOf(token)}'`
		);
		expect(row!.stored).toContain(hash(token));
		expect(row!.stored).not.toContain(token.slice(4));
		// Nor for anybody to read.
		for (const by of [world.contributor, world.leader])
			expect((await by.client.from('access_tokens').select('token_hash')).error?.code).toBe(
				'42501'
			);
	});

	test.each([0, 1, 366, 36_500, null])(
		'has an end that can be chosen: not %s days',
		async (days) => {
			expect(await outcome(make(world.leader, { days: days as number }))).toBe('token_days');
		}
	);

	test.each([[[]], [['updates:publish']], [['updates:draft', 'everything']]])(
		'has scopes that are known: not %j',
		async (scopes) => {
			expect(await outcome(make(world.leader, { scopes }))).toBe('invalid');
		}
	);

	test('is made by leaders and contributors alone', async () => {
		const { leader, contributor, reviewer, removed, stranger } = world;
		for (const by of [leader, contributor]) expect(await outcome(make(by))).toBe('ok');
		for (const by of [reviewer, removed, stranger])
			expect(await outcome(make(by))).toBe('not_allowed');
	});

	test('is seen by its owner and the leaders, and revoked by them once and for good', async () => {
		const { leader, contributor, acme } = world;
		const mine = await newcomer();
		const token = await must(make(mine));
		const id = await idOf(token);
		const seen = async (by: Member) =>
			(await must(by.client.from('access_tokens').select('id').eq('organization_id', acme))).some(
				(row) => row.id === id
			);
		expect([await seen(mine), await seen(leader), await seen(contributor)]).toEqual([
			true,
			true,
			false
		]);
		const set = async (by: Member, revoked_at: string | null) =>
			(await by.client.from('access_tokens').update({ revoked_at }).eq('id', id).select('id')).data
				?.length ?? 0;
		expect(await set(contributor, new Date().toISOString())).toBe(0);
		expect(await set(leader, new Date().toISOString())).toBe(1);
		expect(await set(mine, null)).toBe(0);
		expect(await set(leader, null)).toBe(0);
		expect(await outcome(post(token))).toBe('token_revoked');
		const lasting = { expires_at: '2999-01-01T00:00:00Z' };
		expect(
			await outcome(
				mine.client
					.from('access_tokens')
					.update(lasting as never)
					.eq('id', id)
			)
		).toBe('denied');
	});
});

describe('posting', () => {
	let token: string;
	beforeAll(async () => void (token = await must(make(world.contributor))));

	test('drafts an update as the token’s owner, and says when it was used', async () => {
		const answer = await posted(token);
		expect(answer).toEqual({ id: expect.any(String), status: 'draft' });
		expect(await updateOf(answer.id)).toEqual({
			status: 'draft',
			narrative: 'Posted.',
			created_by: world.contributor.membership,
			evidence: [{ title: 'A report' }]
		});
		const used = await must(
			world.contributor.client
				.from('access_tokens')
				.select('last_used_at')
				.eq('id', await idOf(token))
				.single()
		);
		expect(Date.now() - Date.parse(used.last_used_at!)).toBeLessThan(60_000);
	});

	test('submits it, under the two-person rule and by the same conditions as a person', async () => {
		const answer = await posted(token, { submit: true });
		expect(answer.status).toBe('submitted');
		expect((await updateOf(answer.id)).status).toBe('submitted');
		const early = { draft: { effective_on: '2199-01-01' }, submit: true };
		expect(await outcome(post(token, early))).toBe('future_day');
		const bare = { draft: { grade: 4 }, evidence: [link([0])], submit: true };
		expect(await outcome(post(token, bare))).toBe('criterion_without_evidence');

		const second = await newcomer('leader');
		const rule = (enforced: boolean) =>
			must(second.client.rpc('set_two_person_rule', { organization: world.acme, enforced }));
		await rule(true);
		const own = await posted(await must(make(second)), { submit: true });
		const publish = (by: Member) =>
			outcome(by.client.rpc('publish_progress_update', { progress_update: own.id }));
		expect(await publish(second)).toBe('second_person_needed');
		expect(await publish(world.leader)).toBe('ok');
		await rule(false);
	});

	test('leaves no half of a refused post behind, its key included', async () => {
		const before = await sql('select id from public.progress_updates');
		const idempotency_key = freshKey();
		const unfinished = { idempotency_key, submit: true, draft: { narrative: ' ' } };
		expect(await outcome(post(token, unfinished))).toBe('narrative_missing');
		const bad = { idempotency_key, evidence: [link([0], { url: 'javascript:alert(1)' })] };
		expect(await outcome(post(token, bad))).toBe('invalid');
		expect(await sql('select id from public.progress_updates')).toEqual(before);
		expect(await outcome(post(token, { idempotency_key, fingerprint: 'mended' }))).toBe('ok');
	});

	test('is in the log as what the owner did, with the token', async () => {
		const { id } = await posted(token, { submit: true });
		const lines = await must(
			world.leader.client
				.from('activity')
				.select('action, membership_id, subject, name')
				.eq('goal_id', goal)
				.order('id', { ascending: false })
				.limit(3)
		);
		const by = { membership_id: world.contributor.membership };
		expect(lines).toEqual([
			{ ...by, action: 'access_tokens.used', subject: await idOf(token), name: 'Nightly' },
			{ ...by, action: 'progress_updates.submitted', subject: id, name: '2026-03-01' },
			{ ...by, action: 'progress_updates.created', subject: id, name: '2026-03-01' }
		]);
	});

	test('leaves nobody signed in behind', async () => {
		await posted(token);
		expect((await world.anonymous.from('goals').select('id')).error?.code).toBe('42501');
		const { data } = await world.anonymous.rpc('invitation_details', { token: 'unknown' });
		expect(data).toEqual([]);
	});

	test('is for published goals of the organization that are open', async () => {
		const { leader, stranger, acme, umbra } = world;
		const theirs = await publishedGoal(stranger.client, umbra);
		expect(await outcome(post(token, { goal: await theirKey(theirs.goal) }))).toBe('unknown_goal');
		const there = { organization: 'umbra', goal: await theirKey(theirs.goal) };
		expect(await outcome(post(token, there))).toBe('token_organization');
		const draft = await draftGoal(leader.client, acme);
		expect(await outcome(post(token, { goal: await keyOf(draft.goal) }))).toBe('unknown_goal');
		const closed = await publishedGoal(leader.client, acme);
		await must(closeGoal(leader.client, acme, closed.goal, { effective_on: '2026-04-01' }));
		expect(await outcome(post(token, { goal: await keyOf(closed.goal) }))).toBe('goal_closed');
	});
	const theirKey = async (id: string) =>
		(await must(world.stranger.client.from('goals').select('key').eq('id', id).single())).key;
});

describe('a token is no good', () => {
	const asked = (token: string, submit = false) =>
		outcome(
			world.anonymous.rpc('posted_update', {
				token,
				organization: 'acme',
				submit,
				idempotency_key: 'a',
				fingerprint: 'b'
			})
		);
	/** The same from what the server asks first and from the post itself. */
	const both = async (token: string, submit = false) => {
		const answers = [await asked(token, submit), await outcome(post(token, { submit }))];
		expect(new Set(answers).size).toBe(1);
		return answers[0];
	};

	test('unless it is one', async () => {
		expect(await both(`wmk_${'0'.repeat(64)}`)).toBe('token_unknown');
		expect(await both(hash(await must(make(world.leader))))).toBe('token_unknown');
	});

	test('for what is not in its scope', async () => {
		const drafts = await must(make(world.leader, { scopes: ['updates:draft'] }));
		const submits = await must(make(world.leader, { scopes: ['updates:submit'] }));
		expect([await both(drafts), await both(drafts, true)]).toEqual(['ok', 'token_scope']);
		expect([await both(submits), await both(submits, true)]).toEqual(['token_scope', 'ok']);
	});

	test('once it has expired', async () => {
		const token = await must(make(world.leader, { days: 7 }));
		await sql(
			`update public.access_tokens set expires_at = now() - interval '1 second' where id = '${await idOf(token)}'`
		);
		expect(await both(token)).toBe('token_expired');
	});

	test('once its owner is removed, and stays so when they come back', async () => {
		const { leader, acme } = world;
		const mine = await newcomer();
		const token = await must(make(mine));
		expect(await both(token)).toBe('ok');
		await change(mine.membership, { removed_at: new Date().toISOString() });
		expect(await both(token)).toBe('token_revoked');
		await invite(leader.client, acme, mine, 'contributor');
		expect(await both(token)).toBe('token_revoked');
		expect(await outcome(make(mine))).toBe('ok');
	});

	test('once its owner is made a reviewer, even where the token itself was left alone', async () => {
		const mine = await newcomer();
		const token = await must(make(mine));
		await change(mine.membership, { role: 'reviewer' });
		expect(await both(token)).toBe('token_revoked');
		await sql(
			`update public.access_tokens set revoked_at = null where id = '${await idOf(token)}'`
		);
		expect(await both(token)).toBe('token_revoked');
	});

	test('but a leader who becomes a contributor keeps it', async () => {
		const mine = await newcomer('leader');
		const token = await must(make(mine));
		await change(mine.membership, { role: 'contributor' });
		expect(await both(token)).toBe('ok');
	});
});

describe('an idempotency key', () => {
	let token: string;
	beforeAll(async () => void (token = await must(make(world.contributor))));
	let idempotency_key: string;
	beforeEach(() => void (idempotency_key = freshKey()));
	const count = async () => (await sql('select id from public.progress_updates')).length;

	test('makes one update of fifty posts at once, with one answer', async () => {
		const before = await count();
		const answers = await Promise.all(
			Array.from({ length: 50 }, () => posted(token, { idempotency_key, submit: true }))
		);
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(await count()).toBe(before + 1);
	});

	test('gives the same answer later, whatever became of the update and the goal', async () => {
		const first = await posted(token, { idempotency_key });
		await must(
			world.contributor.client.from('progress_updates').delete().eq('id', first.id).select('id')
		);
		const before = await count();
		expect(await posted(token, { idempotency_key })).toEqual(first);
		expect(await count()).toBe(before);
	});

	test('is refused for another post', async () => {
		await posted(token, { idempotency_key });
		const other = { idempotency_key, fingerprint: 'another' };
		expect(await outcome(post(token, other))).toBe('key_reused');
	});

	test('belongs to one token', async () => {
		const first = await posted(token, { idempotency_key });
		const other = await posted(await must(make(world.contributor)), { idempotency_key });
		expect(other.id).not.toBe(first.id);
	});

	test('is forgotten after two days, not after one', async () => {
		const first = await posted(token, { idempotency_key });
		const age = (hours: number) =>
			sql(
				`update private.posted_updates set posted_at = now() - interval '${hours} hours' where idempotency_key = '${idempotency_key}'`
			);
		await age(47);
		expect(await posted(token, { idempotency_key })).toEqual(first);
		await age(49);
		expect((await posted(token, { idempotency_key })).id).not.toBe(first.id);
	});

	test('is needed, and of a size', async () => {
		for (const bad of ['', 'x'.repeat(256)])
			expect(await outcome(post(token, { idempotency_key: bad }))).toBe('invalid');
	});
});

test('a draft by a token can be gone on with in the workspace', async () => {
	const token = await must(make(world.contributor));
	const { id } = await posted(token);
	await must(
		world.contributor.client.rpc('save_progress_update', {
			goal,
			draft: { effective_on: '2026-03-01', grade: 3, narrative: 'By hand.' },
			evidence: [link()] as never,
			progress_update: id
		})
	);
	expect((await updateOf(id)).narrative).toBe('By hand.');
	expect(await draftUpdate(world.contributor.client, goal)).not.toBe(id);
});
