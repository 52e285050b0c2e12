import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failure } from '../../src/lib/server/failure.ts';
import { must, outcome } from '../support/outcome.ts';
import { freshKey, openWorld, publishedGoal, type World } from '../support/world.ts';
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
	const { goal } = await draft();
	const slowly = { goal, area: 'policy' };
	const { error } = await (leader.client as unknown as SupabaseClient).rpc('rename_slowly', slowly);
	expect(error?.code).toBe('57014');
	expect(failure(error!)).toMatchObject({ code: 'unavailable' });
	const read = leader.client.from('goals').select('area').eq('id', goal).single();
	expect(await must(read)).toEqual({ area: 'security' });

	async function draft() {
		return publishedGoal(leader.client, acme);
	}
});

test('an import of some hundred entries ends in time', async () => {
	const { leader, acme, anonymous } = world;
	const last = anonymous
		.from('record_entries')
		.select('seq')
		.eq('organization_id', acme)
		.order('seq', { ascending: false });
	const steps = Array.from({ length: 300 }, (_, index) => ({
		kind: 'goal.published',
		effective_on: '2026-01-10',
		goal: { key: freshKey(), area: 'security' },
		terms: index
	}));
	expect(
		await outcome(
			leader.client.rpc('import_roadmap', {
				organization: acme,
				expected: (await must(last.limit(1).single())).seq,
				steps: steps as never
			})
		)
	).toBe('ok');
});
