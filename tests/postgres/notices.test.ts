import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/lib/record/day.ts';
import { must } from '../support/outcome.ts';
import { openWorld, publishedGoal, submittedUpdate, TODAY, type World } from '../support/world.ts';
import { addMember, atOnce, openPostgres, rowsOf } from './database.ts';

/** Each of the five leaders is asked once to decide on the two-person rule. */
const ASKED = 5;

let world: World;
beforeAll(async () => {
	world = await openWorld(openPostgres);
	for (let leader = 0; leader < 4; leader++) await addMember(world, 'leader');
});
afterAll(() => world.close());

test('what is due is queued once by twenty mailers at once', async () => {
	const { leader, acme, operator } = world;
	for (let goal = 0; goal < 5; goal++)
		await publishedGoal(leader.client, acme, { effective_on: addDays(TODAY, -85) });
	const counts = await atOnce(20, () => must(operator.rpc('queue_due_notices')));
	// Each of five goals for each of five leaders.
	expect(counts.reduce((sum, count) => sum + count)).toBe(25);
	expect(await rowsOf(world, 'select id from public.notices')).toHaveLength(ASKED + 25);
});

test('twenty mailers at once put each notice into one mail, and each mail to one person', async () => {
	const { leader, contributor, operator, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	await atOnce(10, () => submittedUpdate(contributor.client, goal));
	const waiting = await rowsOf(world, 'select id, membership_id from public.notices');
	expect(waiting).toHaveLength(ASKED + 25 + 50);
	const mails: { mail: string; notice: string; email: string }[][] = [];
	await atOnce(20, async () => {
		for (;;) {
			const mail = await must(operator.rpc('claim_notices'));
			if (mail.length === 0) return;
			mails.push(mail);
		}
	});
	const notices = mails.flat().map(({ notice }) => notice);
	expect(notices.sort()).toEqual(waiting.map(({ id }) => id as string).sort());
	for (const mail of mails) expect(new Set(mail.map(({ email }) => email)).size).toBe(1);
	// Handed over once, however many believe that it is theirs.
	const { mail } = mails[0]![0]!;
	const tokens = await atOnce(20, async () => {
		const { data, error } = await operator.rpc('hand_over_notices', { mail });
		expect(error).toBe(null);
		return data as string | null;
	});
	expect(tokens.filter((token) => token !== null)).toHaveLength(1);
});

test('claiming while updates are submitted and taken back holds nobody up', async () => {
	const { leader, contributor, operator, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	const updates = await atOnce(10, () => submittedUpdate(contributor.client, goal));
	await atOnce(40, async (index) => {
		const progress_update = updates[index % updates.length]!;
		if (index < 20) return void (await must(operator.rpc('claim_notices')));
		if (index < 30) return contributor.client.rpc('take_back_progress_update', { progress_update });
		return leader.client.rpc('return_progress_update', { progress_update, comment: 'Why?' });
	});
	const statuses = await must(
		leader.client.from('progress_updates').select('status').in('id', updates)
	);
	for (const { status } of statuses) expect(['draft', 'returned']).toContain(status);
});
