import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { carrierOf } from '../../src/lib/server/notices/carrier.ts';
import { sendNotices } from '../../src/lib/server/notices/send.ts';
import { must } from '../support/outcome.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';
import { invite, openWorld, transcribed, type World } from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** With the second leader, each leader is asked once to decide on the two-person rule. */

let world: World;
let office: PostOffice;
/** An organization that Lea alone leads. */
let organization: string;

beforeAll(async () => {
	world = await openWorld();
	office = await openPostOffice();
});
afterAll(async () => {
	await world.close();
	await office.close();
});
beforeEach(async () => {
	({ id: organization } = await transcribed(world));
	await told();
});

/** Sends what waits; who was asked to decide, by name. */
async function told(): Promise<string[]> {
	const carrier = carrierOf({ smtp: { url: office.url, from: 'waymark@roadmap.example' } }, false)!;
	await sendNotices({ client: world.operator, carrier, origin: 'https://roadmap.example' });
	return office.taken
		.splice(0)
		.filter(({ text }) => text.includes('decide on the two-person rule'))
		.map(({ to }) => to.split('@')[0]!.replace(/-\d+$/, ''))
		.sort();
}

let count = 0;
/** Joins by an invitation of Lea's; gives the membership. */
async function join(name: string, role: string): Promise<string> {
	const person = await world.signUp(`${name}-${++count}@example.org`);
	await invite(world.leader.client, organization, person, role);
	const found = world.operator.from('memberships').select('id').eq('user_id', person.id);
	return (await must(found.eq('organization_id', organization).single())).id;
}
const change = (membership: string, values: object) =>
	must(world.leader.client.from('memberships').update(values).eq('id', membership).select('id'));
const decide = (enforced: boolean) =>
	must(world.leader.client.rpc('set_two_person_rule', { organization, enforced }));

test('an invitation that makes the second leader asks both, each once', async () => {
	expect(await told()).toEqual([]);
	await join('con', 'contributor');
	await join('rev', 'reviewer');
	expect(await told()).toEqual([]);
	await join('ann', 'leader');
	expect(await told()).toEqual(['ann', 'lea']);
	// Who comes later is asked too, and the others not again.
	const third = await join('tom', 'leader');
	expect(await told()).toEqual(['tom']);
	await change(third, { role: 'contributor' });
	await change(third, { role: 'leader' });
	expect(await told()).toEqual([]);
});

test('a changed role asks as an invitation does, and not once the question is over', async () => {
	const second = await join('con', 'contributor');
	await change(second, { role: 'leader' });
	await change(second, { role: 'contributor' });
	expect(await told()).toEqual([]);
	await change(second, { role: 'leader' });
	expect(await told()).toEqual(['con', 'lea']);
});

test('who leads no more is not asked, nor reads what leaders decide', async () => {
	await join('ann', 'leader');
	const third = await join('tom', 'leader');
	const gone = await join('eve', 'leader');
	await change(third, { role: 'contributor' });
	await change(gone, { removed_at: new Date().toISOString() });
	expect(await told()).toEqual(['ann', 'lea']);
});

test.each([true, false])('nobody is asked what was decided: %s', async (enforced) => {
	const second = await join('ann', 'leader');
	await decide(enforced);
	expect(await told()).toEqual([]);
	await change(second, { role: 'contributor' });
	await change(second, { role: 'leader' });
	await join('tom', 'leader');
	expect(await told()).toEqual([]);
});
