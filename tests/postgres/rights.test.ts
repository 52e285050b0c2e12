import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcome } from '../support/outcome.ts';
import {
	draftGoal,
	draftUpdate,
	link,
	openWorld,
	publishedGoal,
	tokenOf,
	type World
} from '../support/world.ts';
import { atOnce, CONNECTIONS, openPostgres, rowsOf } from './database.ts';

let world: World;
let goal: string;
beforeAll(async () => {
	world = await openWorld(openPostgres);
	const { leader, stranger, acme, umbra } = world;
	goal = (await publishedGoal(leader.client, acme)).goal;
	await draftGoal(leader.client, acme);
	await publishedGoal(stranger.client, umbra);
});
afterAll(() => world.close());

/**
 * Role and claims are set on a connection that the next request of somebody else uses. Hundreds of requests
 * of everybody at once, refused ones and those that act for another among them: each does only what its
 * caller may.
 */
test('among hundreds of requests at once none runs with the rights of another', async () => {
	const { leader, contributor, reviewer, removed, stranger, anonymous, operator, acme } = world;
	const token = await tokenOf(contributor.client, acme);
	const goals = async (client: typeof anonymous) => {
		const { data, error } = await client.from('goals').select('id');
		return error ? error.code : data!.length;
	};
	const rename = async (client: typeof anonymous) => {
		const { data, error } = await client
			.from('goals')
			.update({ area: 'policy' })
			.eq('id', goal)
			.select('id');
		return error ? error.code : data!.length;
	};
	const asked: [string, () => Promise<unknown>, unknown][] = [
		['a leader', () => goals(leader.client), 2],
		['a reviewer', () => goals(reviewer.client), 2],
		['who was removed', () => goals(removed.client), 0],
		['a leader elsewhere', () => goals(stranger.client), 1],
		['nobody', () => goals(anonymous), '42501'],
		['the operator', () => goals(operator), 3],
		['a change by a contributor', () => rename(contributor.client), 0],
		['a change by the operator', () => rename(operator), '42501'],
		['a draft by a contributor', () => draftUpdate(contributor.client, goal), /^[0-9a-f-]{36}$/],
		[
			'a call for leaders by a contributor',
			() =>
				outcome(
					contributor.client.rpc('create_invitation', {
						organization: acme,
						email: 'x@example.org',
						role: 'leader'
					})
				),
			'not_allowed'
		],
		[
			'a post in the name of a contributor',
			() =>
				outcome(
					anonymous.rpc('post_progress_update', {
						token,
						organization: 'acme',
						goal: 'no such goal',
						submit: false,
						idempotency_key: crypto.randomUUID(),
						fingerprint: 'one',
						draft: {},
						evidence: [link()] as never
					})
				),
			'unknown_goal'
		]
	];
	const rounds = 40;
	await atOnce(asked.length * rounds, async (index) => {
		const [who, ask, expected] = asked[index % asked.length]!;
		const answer = await ask();
		if (expected instanceof RegExp) expect(answer, who).toMatch(expected);
		else expect(answer, who).toBe(expected);
	});
	// Whoever wrote a draft is who it says.
	const drafts = await rowsOf(
		world,
		`select created_by, count(*)::int from public.progress_updates group by 1`
	);
	expect(drafts).toEqual([{ created_by: contributor.membership, count: rounds }]);
	// And nothing of anybody is left on any of the connections.
	const left = await atOnce(CONNECTIONS, () =>
		rowsOf(
			world,
			`select current_user as who, coalesce(current_setting('request.jwt.claims', true), '') as claims`
		)
	);
	expect(new Set(left.map(([row]) => JSON.stringify(row)))).toEqual(
		new Set([JSON.stringify({ who: 'postgres', claims: '' })])
	);
});
