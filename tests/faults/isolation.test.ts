import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { outcome } from '../support/outcome.ts';
import { openWorld, publishedGoal, type World } from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
beforeAll(async () => {
	world = await openWorld();
	await publishedGoal(world.leader.client, world.acme);
});
afterAll(() => world.close());

/** On the embedded database's one connection, where nothing but our own lock keeps requests apart. */
test('of a hundred requests at once each is answered as the person who made it', async () => {
	const { leader, stranger, anonymous, acme } = world;
	const goals = async (client: typeof anonymous) =>
		String((await client.from('goals').select('id')).data?.length ?? 'denied');
	const invite = (client: typeof anonymous) =>
		outcome(
			client.rpc('create_invitation', {
				organization: acme,
				email: 'a@example.org',
				role: 'contributor'
			})
		);
	const details = async () =>
		String((await anonymous.rpc('invitation_details', { token: 'x' })).data?.length);
	const kinds: [() => Promise<string>, string][] = [
		[() => goals(anonymous), 'denied'],
		[() => goals(leader.client), '1'],
		[details, '0'],
		[() => goals(stranger.client), '0'],
		[() => invite(leader.client), 'ok'],
		[() => invite(stranger.client), 'not_allowed'],
		[() => invite(anonymous), 'denied']
	];
	const asked = Array.from({ length: 105 }, (_, index) => kinds[index % kinds.length]!);
	const answers = await Promise.all(asked.map(([ask]) => ask()));
	expect(answers).toEqual(asked.map(([, expected]) => expected));
});
