import { copyFileSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '@supabase/lite';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { expect, test, vi } from 'vitest';
import { initWithStorage } from '../../src/lib/server/backend/file-storage.ts';
import { migrate, MIGRATIONS } from '../../src/lib/server/backend/migrations.ts';
import { sendNotices } from '../../src/lib/server/notices/send.ts';
import { connectTo } from '../support/database.ts';
import { registration } from '../support/open-world.ts';

vi.setConfig({ testTimeout: 240_000 });

/** An outbox filled by the version before notices said what happened and to which kind, which this version empties. */

const MOVED = '20261206000000_notices.sql';
const LEADER = '00000000-0000-4000-8000-000000000001';

test('what waited to be sent is told in the same words', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'waymark-test-'));
	const older = join(directory, 'migrations');
	mkdirSync(older);
	for (const file of readdirSync(MIGRATIONS).filter((name) => name < MOVED))
		copyFileSync(join(MIGRATIONS, file), join(older, file));
	const connection = await createPgliteConnection({ url: join(directory, 'postgres') });
	const app = new App({ connection, auth: { jwt_secret: 'a secret '.repeat(8) } });
	await initWithStorage(app, join(directory, 'storage'));
	const sql = connection.driver;
	await migrate(sql, older);
	await sql.query(`insert into auth.users (id, email) values ($1, 'lea@example.org')`, [LEADER]);
	await sql.query(`select public.operator_set_up('acme', $1, $2, 'Lea')`, [
		registration('Acme'),
		LEADER
	]);
	// Another leader proposed, returned and published; nothing of it comes from a trigger.
	await sql.exec(`
		alter table public.drafts disable trigger user;
		insert into auth.users (id, email) values ('00000000-0000-4000-8000-000000000002', 'ann@example.org');
		insert into public.memberships (organization_id, user_id, role, name, email)
		select id, '00000000-0000-4000-8000-000000000002', 'leader', 'Ann', 'ann@example.org' from public.organizations;
		insert into public.goals (organization_id, key, area) select id, 'a-goal', 'policy' from public.organizations;
		insert into public.drafts (organization_id, kind, subject, facts, seen_by, status, created_by, submitted_by, submitted_at)
		select m.organization_id, kind, subject, '{}', 'leaders', status, m.id,
			case when status = 'submitted' then m.id end, case when status = 'submitted' then now() end
		from public.memberships m, (values ('goal.closed', 'a-goal', 'submitted'),
			('scorecard.certified', '2026-Q1', 'returned'), ('review.answered', '1', 'draft'),
			('review.published', 'a-goal/x', 'draft')) as d (kind, subject, status)
		where m.name = 'Ann';
		insert into public.notices (organization_id, membership_id, kind, goal_id, draft_id, occasion)
		select m.organization_id, m.id, n.kind, case when of_goal then g.id end, d.id,
			case when n.kind = 'proposed' then private.moment(d.submitted_at) else '1' end
		from public.memberships m join public.goals g using (organization_id),
			(values ('proposed', 'goal.closed', true), ('closed', 'goal.closed', true),
				('declined', 'scorecard.certified', false), ('certified', 'scorecard.certified', false),
				('reviewed', 'review.published', true), ('answered', 'review.answered', true),
				('published', null, true)) as n (kind, of, of_goal)
			left join public.drafts d on d.kind = n.of
		where m.name = 'Lea'`);
	await sql.exec('alter table public.drafts enable trigger user');
	await connection.close();

	const database = await connectTo(directory);
	const told: string[] = [];
	const take = async ({ text }: { text: string }) =>
		void told.push(...text.split('\n').filter((line) => /^[A-Z].*[.]$/.test(line)));
	const { operator: client } = database;
	await sendNotices({
		client,
		carrier: async () => ({ send: take, close() {} }),
		origin: 'https://roadmap.example'
	});
	await database.close();
	expect(told.filter((line) => !line.startsWith('You get this')).sort()).toEqual([
		'A leader declined the certified scorecard of Q1 2026 that you proposed, with a comment.',
		'An update on “a-goal” is published.',
		'Ann proposed to close “a-goal”. It waits for another leader.',
		'Ann published a review of an update on “a-goal”.',
		'The certified scorecard of Q1 2026 that you proposed is published.',
		'The closing of “a-goal” that you proposed is published.',
		'Your review of an update on “a-goal” has an answer, which is public.'
	]);
});
