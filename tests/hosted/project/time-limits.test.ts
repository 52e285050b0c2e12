import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyRecord } from '../../../src/lib/record/fold.ts';
import { failure } from '../../../src/lib/server/database/failure.ts';
import { importRoadmap } from '../../../src/lib/server/imports/import.ts';
import { readRecord } from '../../../src/lib/server/record/read.ts';
import { longRoadmap } from '../../bench/roadmap.ts';
import { LAST } from '../../bench/synthetic-record.ts';
import { must } from '../../support/outcome.ts';
import { openWorld, publishedGoal, type World } from '../../support/world.ts';
import { openProject } from './project.ts';

/** A hosted project ends what takes an API role longer than its limit. Everything in this folder runs so. */

const ASKED = `
	create function public.who_asks() returns jsonb language sql set search_path = '' as $$
		select jsonb_build_object('connected', session_user, 'is', current_user,
			'limit', current_setting('statement_timeout'));
	$$;
	create function public.rename_slowly(goal uuid, area text) returns void language plpgsql set search_path = '' as $$
	begin
		update public.goals g set area = rename_slowly.area where g.id = goal;
		perform pg_sleep(9);
	end;
	$$;
	grant execute on function public.who_asks(), public.rename_slowly(uuid, text) to anon, authenticated, service_role;`;

let world: World;
beforeAll(async () => {
	world = await openWorld(() => openProject(ASKED));
});
afterAll(() => world.close());

test('each role has the limit that a project sets for it', async () => {
	const asked = (client: unknown) => must((client as SupabaseClient).rpc('who_asks'));
	const connected = 'authenticator';
	expect(await asked(world.anonymous)).toEqual({ connected, is: 'anon', limit: '3s' });
	expect(await asked(world.leader.client)).toEqual({ connected, is: 'authenticated', limit: '8s' });
	expect(await asked(world.operator)).toEqual({ connected, is: 'service_role', limit: '8s' });
});

test('what took too long is said to be, has changed nothing, and holds nobody else', async () => {
	const { leader, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	const slowly = { goal, area: 'policy' };
	const { error } = await (leader.client as unknown as SupabaseClient).rpc('rename_slowly', slowly);
	expect(error?.message).toContain('canceling statement due to statement timeout');
	// As PostgREST says it; the library has no code for it.
	expect(failure({ ...error!, code: '57014' })).toMatchObject({ code: 'unavailable' });
	const read = leader.client.from('goals').select('area').eq('id', goal).single();
	expect(await must(read)).toEqual({ area: 'security' });
});

test('more entries than one statement could record in time are imported, and anybody reads them in time', async () => {
	const { slug, text } = longRoadmap(18);
	const imported = await importRoadmap(world.operator, text, { today: LAST });
	expect(imported).toMatchObject({ ok: true, slug, added: 4_182 });
	const { organizations } = await readRecord(world.anonymous, emptyRecord());
	expect(organizations.get(slug)!.entries).toHaveLength(4_182);
}, 300_000);
