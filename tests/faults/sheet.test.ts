import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must, outcome } from '../support/outcome.ts';
import { everything, lastNumber } from '../support/record.ts';
import {
	TODAY,
	freshKey,
	link,
	openWorld,
	publishedGoal,
	type Member,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Drafts from a spreadsheet: all or none, in the name of who sends them, and nothing published. */

let world: World;
let key: string;
const TAKEN = 'taken-by-the-first';

beforeAll(async () => {
	world = await openWorld();
	key = TAKEN;
	await publishedGoal(world.leader.client, world.acme, { key });
});
afterAll(() => world.close());

const goal = (more: object = {}) => ({
	key: freshKey(),
	area: 'policy',
	title: 'From a sheet',
	criteria: ['One'],
	...more
});
const update = (more: object = {}) => ({
	goal: key,
	effective_on: TODAY,
	grade: 1,
	narrative: 'Begun.',
	evidence: [link([0])],
	...more
});
const send = ({ client }: Member, goals: object[], updates: object[], newest?: string) =>
	client.rpc('import_drafts', {
		organization: world.acme,
		goals: goals as never,
		updates: updates as never,
		newest
	});
const newestOf = async ({ membership, client }: Member) => {
	const rows = await must(
		client
			.from('progress_updates')
			.select('created_at')
			.eq('created_by', membership)
			.order('created_at', { ascending: false })
			.limit(1)
	);
	return rows[0]?.created_at;
};

test('all of it is stored as drafts of who sent it, and nothing is published', async () => {
	const { leader, acme } = world;
	const last = await lastNumber(world);
	const made = goal();
	expect(await must(send(leader, [made], [update(), update({ grade: 2 })]))).toBe(3);
	const drafts = await must(
		leader.client
			.from('progress_updates')
			.select('created_by, published_seq, status, evidence(title)')
			.eq('organization_id', acme)
	);
	const draft = { created_by: leader.membership, published_seq: null, status: 'draft' };
	expect(drafts).toEqual([
		{ ...draft, evidence: [{ title: 'A report' }] },
		{ ...draft, evidence: [{ title: 'A report' }] }
	]);
	const [row] = await must(leader.client.from('goals').select('published_seq').eq('key', made.key));
	expect(row?.published_seq).toBeNull();
	expect(await lastNumber(world)).toBe(last);
});

test.each([
	['a key that is taken', [goal(), goal({ key: TAKEN })], [], 'taken'],
	['an area that there is not', [goal(), goal({ area: 'other' })], [], 'invalid'],
	['a goal that there is not', [goal()], [{ goal: 'nowhere' }], 'unknown_goal'],
	['an impossible grade', [goal()], [{}, { grade: 5 }], 'invalid'],
	['evidence that is none', [], [{}, { evidence: [{ kind: 'link' }] }], 'invalid']
])('nothing of it is stored with %s', async (_, goals, updates, code) => {
	const { leader } = world;
	const before = await everything(world);
	const newest = await newestOf(leader);
	expect(await outcome(send(leader, goals, updates.map(update), newest))).toBe(code);
	expect(await everything(world)).toEqual(before);
});

test('sent twice at once it is stored once', async () => {
	const { contributor } = world;
	const sent = [1, 2, 3].map(() => outcome(send(contributor, [], [update()])));
	expect((await Promise.all(sent)).sort()).toEqual(['drafts_added', 'drafts_added', 'ok']);
	expect(await outcome(send(contributor, [], [update()], await newestOf(contributor)))).toBe('ok');
});

test('goals are for leaders, drafts for teams, and nobody writes into another organization', async () => {
	const { contributor, reviewer, removed, stranger } = world;
	const newest = await newestOf(contributor);
	expect(await outcome(send(contributor, [goal()], [], newest))).toBe('not_allowed');
	for (const [other, code] of [
		[reviewer, 'not_allowed'],
		[removed, 'unknown_goal'],
		[stranger, 'unknown_goal']
	] as const) {
		expect(await outcome(send(other, [], [update()], '9999-01-01'))).toBe(code);
		expect(await outcome(send(other, [goal()], [], '9999-01-01'))).toBe('not_allowed');
	}
});
