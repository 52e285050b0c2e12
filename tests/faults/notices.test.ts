import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDays } from '../../src/lib/record/day.ts';
import { log } from '../../src/lib/server/log.ts';
import { carrierOf, type Carrier } from '../../src/lib/server/notices/carrier.ts';
import { sendNotices } from '../../src/lib/server/notices/send.ts';
import { dueUpdates } from '../../src/lib/view/workspace/cadence.ts';
import { must } from '../support/outcome.ts';
import { openPostOffice, type PostOffice } from '../support/post-office.ts';
import { foldRecord, lastNumber } from '../support/record.ts';
import {
	closeGoal,
	closingOf,
	confirmation,
	draftAnswer,
	draftReview,
	draftUpdate,
	FIGURES,
	invite,
	openWorld,
	publishDrafts,
	publishedGoal,
	publishedUpdate,
	saveDraft,
	submittedCertificate,
	submittedUpdate,
	TODAY,
	type Member,
	type World
} from '../support/world.ts';
import { newest } from '../../src/lib/scoring/methods.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Notices by e-mail: to the right people, and each once, whatever fails on the way. */

let world: World;
let office: PostOffice;
/** A second leader, and a contributor who owns the goal by a team. */
let ann: Member;
let own: Member;
let goal: string;
const logged = vi.spyOn(log(), 'error').mockImplementation(() => undefined);

beforeAll(async () => {
	world = await openWorld();
	office = await openPostOffice();
	const { leader, acme } = world;
	ann = await join('ann', 'leader');
	await rule(true);
	own = await join('own', 'contributor');
	goal = (await publishedGoal(leader.client, acme, { title: 'Owned' })).goal;
	const ours = { organization_id: acme };
	const team = await must(
		leader.client
			.from('teams')
			.insert({ ...ours, name: 'Builds', created_by: leader.membership })
			.select('id')
			.single()
	);
	const team_id = team.id;
	await must(
		leader.client
			.from('team_members')
			.insert({ ...ours, team_id, membership_id: own.membership })
			.select('id')
	);
	await must(
		leader.client
			.from('goal_owners')
			.insert({ ...ours, team_id, goal_id: goal })
			.select('id')
	);
});
afterAll(async () => {
	await world.close();
	await office.close();
});
beforeEach(async () => {
	office.at = () => undefined;
	await send();
	office.taken.length = office.read.length = 0;
	logged.mockClear();
});

async function join(name: string, role: string): Promise<Member> {
	const person = await world.signUp(`${name}@example.org`);
	await invite(world.leader.client, world.acme, person, role);
	const { id } = await must(
		world.operator.from('memberships').select('id').eq('user_id', person.id).single()
	);
	return { ...person, membership: id };
}

const sql = async <T extends object>(text: string) =>
	(await world.backend.database.query<T>(text)).rows;
const carrier = () =>
	carrierOf({ smtp: { url: office.url, from: 'waymark@roadmap.example' } }, false)!;
const send = (by: Carrier = carrier()) =>
	sendNotices({ client: world.operator, carrier: by, origin: 'https://roadmap.example' });

/** Who got what since the last look: the name and the lines of the mail, without its foot. */
function inbox(): string[] {
	const lines = office.taken.splice(0).flatMap(({ to, text }) =>
		text
			.split('\n\nYou get this')[0]!
			.split('\n\n')
			// A goal with several notices stands above them by its name alone.
			.filter((block) => block.includes('\n'))
			.map((line) => `${to.split('@')[0]}: ${line.split('\n')[0]}`)
	);
	return lines.sort();
}
/** As if so much time had passed since everything in the outbox. */
const later = (time: string) =>
	sql(`update public.notices set created_at = created_at - interval '${time}',
	  claimed_at = claimed_at - interval '${time}', retry_at = retry_at - interval '${time}',
	  handed_over_at = handed_over_at - interval '${time}'`);
const choose = (who: Member, delivery: string, language = 'en') =>
	must(who.client.rpc('choose_notices', { organization: world.acme, delivery, language }));
/** Submits an update, of which both leaders are told. */
const submit = () => submittedUpdate(world.contributor.client, goal, { effective_on: TODAY });
const SUBMITTED = 'contributor submitted an update on “Owned”. It waits for a leader.';

describe('who is told', () => {
	test('of an update on its way and of its review', async () => {
		const { contributor, leader, reviewer } = world;
		const update = await submit();
		const id = { progress_update: update };
		await send();
		expect(inbox()).toEqual([`ann: ${SUBMITTED}`, `lea: ${SUBMITTED}`]);

		await must(leader.client.rpc('return_progress_update', { ...id, comment: 'A secret.' }));
		await send();
		const [returned] = office.taken;
		expect(returned!.text).not.toContain('secret');
		expect(inbox()).toEqual(['con: Lea returned your update on “Owned” with a comment.']);

		await must(contributor.client.rpc('submit_progress_update', id));
		await must(ann.client.rpc('publish_progress_update', id));
		await must(ann.client.rpc('publish_progress_update', id));
		await send();
		// That it waits is no news any more.
		expect(inbox()).toEqual([
			'con: An update on “Owned” is published.',
			'own: An update on “Owned” is published.',
			'rev: An update on “Owned” is published.'
		]);

		const review = await draftReview(world, update);
		await send();
		expect(inbox()).toEqual([]);
		await must(publishDrafts(reviewer.client, { id: review }));
		await send();
		// Under the name of its membership, whatever name the draft states.
		const line = 'reviewer published a review of an update on “Owned”.';
		expect(inbox()).toEqual([`ann: ${line}`, `lea: ${line}`, `own: ${line}`]);
		await send();
		expect(inbox()).toEqual([]);
	});

	test('not of what is taken back, nor who was removed or made a reviewer meanwhile', async () => {
		const update = await submit();
		await must(
			world.contributor.client.rpc('take_back_progress_update', { progress_update: update })
		);
		await send();
		expect(inbox()).toEqual([]);

		const gone = await join('gone', 'leader');
		const made = await join('made', 'leader');
		await submit();
		const change = (who: Member, values: object) =>
			must(
				world.leader.client.from('memberships').update(values).eq('id', who.membership).select('id')
			);
		await change(gone, { removed_at: new Date().toISOString() });
		await change(made, { role: 'reviewer' });
		await send();
		expect(inbox()).toEqual([`ann: ${SUBMITTED}`, `lea: ${SUBMITTED}`]);
	});

	test('of what is due: the owners, and the leaders of a goal that has none, once', async () => {
		const { leader, acme } = world;
		const soon = addDays(TODAY, -85);
		const lone = await publishedGoal(leader.client, acme, { title: 'Lone', effective_on: soon });
		const words = new Date(addDays(TODAY, 5)).toLocaleDateString('en-GB', {
			dateStyle: 'long',
			timeZone: 'UTC'
		});
		await send();
		await send();
		const line = `The next update on “Lone” is due on ${words}.`;
		expect(inbox()).toEqual([`ann: ${line}`, `lea: ${line}`]);

		// A second owner is told of what is due already, and the first not again.
		const owner = (who: Member) =>
			must(
				leader.client
					.from('goal_owners')
					.insert({ organization_id: acme, goal_id: lone.goal, membership_id: who.membership })
					.select('id')
			);
		await owner(own);
		await send();
		expect(inbox()).toEqual([`own: ${line}`]);
		await owner(world.contributor);
		await send();
		expect(inbox()).toEqual([`con: ${line}`]);

		// Published in time, it is not overdue until the cadence says so again.
		await sql(`update public.organizations set cadence_days = 80 where slug = 'acme'`);
		await send();
		const due = inbox();
		expect(due.filter((each) => each.includes('“Lone” was due on'))).toHaveLength(2);
		await sql(`update public.organizations set cadence_days = 90 where slug = 'acme'`);
	});

	test('of an answer: the reviewer, and no other', async () => {
		const { leader, reviewer } = world;
		const update = await submit();
		await must(leader.client.rpc('publish_progress_update', { progress_update: update }));
		const review = await draftReview(world, update);
		const [number] = await must(publishDrafts(reviewer.client, { id: review }));
		await send();
		office.taken.length = 0;
		const id = await draftAnswer(leader.client, world.acme, number!, 'What is said to it.');
		await must(publishDrafts(leader.client, { id }));
		await must(publishDrafts(leader.client, { id }));
		await send();
		expect(inbox()).toEqual([
			'rev: Your review of an update on “Owned” has an answer, which is public.'
		]);
		await send();
		expect(inbox()).toEqual([]);
	});

	test('of a proposed closing the other leaders, and who made it what became of it', async () => {
		const { leader, acme } = world;
		const { goal } = await publishedGoal(leader.client, acme, { title: 'Given up' });
		await send();
		inbox();
		const facts = await closingOf(leader.client, goal);
		const draft = await saveDraft(leader.client, acme, 'goal.closed', facts);
		const submit = () => must(leader.client.rpc('submit_draft', { draft }));
		await submit();
		await send();
		expect(office.taken[0]!.text).toContain(`/acme/goals/${facts.goal}/close/${draft}\n`);
		expect(inbox()).toEqual([
			'ann: Lea proposed to close “Given up”. It waits for another leader.'
		]);
		await must(ann.client.rpc('return_draft', { draft, comment: 'A secret.' }));
		await send();
		expect(inbox()).toEqual([
			'lea: leader returned the closing of “Given up” that you proposed, with a comment.'
		]);
		await submit();
		await must(publishDrafts(ann.client, { id: draft }));
		await send();
		expect(inbox()).toEqual(['lea: The closing of “Given up” that you proposed is published.']);
	});

	describe('of a proposed scorecard', () => {
		const WAITS = 'Lea proposed a certified scorecard of Q1 2026. It waits for another leader.';
		/** Whatever else its facts say: a goal that there is, which its entry will not name. */
		const propose = async (by: Member, period = '2026-Q1') => {
			const { key } = await must(by.client.from('goals').select('key').limit(1).single());
			return submittedCertificate(by.client, world.acme, period, await lastNumber(world), {
				goal: key
			});
		};
		const again = (draft: string) => must(world.leader.client.rpc('submit_draft', { draft }));
		const takeBack = (draft: string) => must(world.leader.client.rpc('take_back_draft', { draft }));
		const decline = (draft: string) =>
			must(ann.client.rpc('return_draft', { draft, comment: 'A secret.' }));
		const certify = (id: string) => publishDrafts(ann.client, { id, added: confirmation });

		test('the other leaders that it waits, and who made it what became of it', async () => {
			const { leader } = world;
			const first = await propose(leader);
			await again(first);
			await send();
			await send();
			expect(office.taken[0]!.text).toContain(
				`https://roadmap.example/workspace/acme/certify/${first}\n`
			);
			expect(inbox()).toEqual([`ann: ${WAITS}`]);

			await decline(first);
			await send();
			expect(office.taken[0]!.text).not.toContain('secret');
			expect(inbox()).toEqual([
				'lea: leader declined the certified scorecard of Q1 2026 that you proposed, with a comment.'
			]);

			await again(first);
			await send();
			expect(inbox()).toEqual([`ann: ${WAITS}`]);
			await must(certify(first));
			await must(certify(first));
			await send();
			await send();
			expect(inbox()).toEqual([
				'lea: The certified scorecard of Q1 2026 that you proposed is published.'
			]);
		});

		test('nobody that it waited where it was withdrawn or answered meanwhile', async () => {
			const { leader } = world;
			const one = await propose(leader, '2026-Q2');
			await takeBack(one);
			await send();
			expect(inbox()).toEqual([]);

			// Declined and proposed again before the mails left: of the first time nobody hears any more.
			await again(one);
			await decline(one);
			await again(one);
			await send();
			expect(inbox()).toEqual([`ann: ${WAITS.replace('Q1 2026', 'Q2 2026')}`]);
			await propose(leader, '2026-Q3').then(certify);
			await takeBack(one);
			await send();
			expect(inbox()).toEqual([
				'lea: The certified scorecard of Q3 2026 that you proposed is published.'
			]);
		});

		test('no leader who is none any more', async () => {
			const left = await join('left', 'leader');
			const waiting = world.leader.client.from('drafts').select('id').eq('subject', '2026-Q2');
			const draft = (await must(waiting.single())).id;
			const added = { position: await lastNumber(world), figures: FIGURES };
			await must(world.leader.client.rpc('submit_draft', { draft, added }));
			await must(
				world.leader.client
					.from('memberships')
					.update({ role: 'contributor' })
					.eq('id', left.membership)
					.select('id')
			);
			await send();
			expect(inbox()).toEqual([`ann: ${WAITS.replace('Q1 2026', 'Q2 2026')}`]);
		});
	});

	test('on the day that the public calendar says', async () => {
		const { leader, acme } = world;
		const corrected = await publishedGoal(leader.client, acme, { title: 'Corrected' });
		const first = await draftUpdate(leader.client, corrected.goal);
		await rule(false);
		await must(leader.client.rpc('publish_progress_update', { progress_update: first }));
		await publishedUpdate(
			leader.client,
			corrected.goal,
			{ effective_on: '2026-04-01', grade: 1 },
			[],
			first
		);
		const closed = await publishedGoal(leader.client, acme, { title: 'Closed' });
		await must(closeGoal(leader.client, acme, closed.goal));
		await rule(true);
		const organization = (await foldRecord(world)).organizations.get('acme')!;
		const shown = dueUpdates(organization, newest.scorecard(organization, TODAY, 0), 100_000);
		const computed = await sql<{ key: string; due_on: string }>(
			`select g.key, private.update_due_on(g.id)::text as due_on from public.goals g
			 join public.organizations o on o.id = g.organization_id
			 where o.slug = 'acme' and private.update_due_on(g.id) is not null`
		);
		expect(shown.length).toBeGreaterThan(2);
		expect(new Map(computed.map(({ key, due_on }) => [key, due_on]))).toEqual(
			new Map(shown.map(({ key, due_on }) => [key, due_on]))
		);
	});
});

const rule = (enforced: boolean) =>
	must(world.leader.client.rpc('set_two_person_rule', { organization: world.acme, enforced }));

describe('how people are told', () => {
	test('not at all', async () => {
		await choose(ann, 'none');
		await submit();
		await send();
		expect(inbox()).toEqual([`lea: ${SUBMITTED}`]);
		await choose(ann, 'immediate');
		await send();
		expect(inbox()).toEqual([]);
		// Queued before they chose so.
		await submit();
		await choose(ann, 'none');
		await send();
		expect(inbox()).toEqual([`lea: ${SUBMITTED}`]);
		await choose(ann, 'immediate');
	});

	test('once a day, in one mail, in their language', async () => {
		await choose(ann, 'digest', 'zh');
		await submit();
		await submit();
		await send();
		expect(inbox().every((line) => line.startsWith('lea'))).toBe(true);
		await later('1 day');
		await send();
		expect(office.taken).toHaveLength(1);
		expect(office.taken[0]!.to).toBe('ann@example.org');
		expect(office.taken[0]!.text.match(/提交了“Owned”的进展更新/g)).toHaveLength(2);
		expect(office.taken[0]!.text).toContain('https://roadmap.example/zh/workspace/acme/notices');
		office.taken.length = 0;

		// What is of before the hour and comes too late for the day's mail waits for the next.
		await submit();
		await sql(
			`update public.notices set created_at = created_at - interval '1 day' where sent_at is null`
		);
		await send();
		expect(inbox().filter((line) => line.startsWith('ann'))).toEqual([]);
		await later('1 day');
		await send();
		expect(office.taken).toHaveLength(1);
		await choose(ann, 'immediate');
	});

	test('with the headers by which mail programs know it and stop it', async () => {
		await submit();
		await send();
		for (const { headers, text } of office.taken) {
			const [, link] = /^<(.+)>$/.exec(headers['list-unsubscribe']!)!;
			expect(link).toMatch(
				/^https:\/\/roadmap\.example\/workspace\/unsubscribe\?token=[0-9a-f]{64}$/
			);
			expect(text).toContain(`without signing in: ${link}`);
			expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
			expect(headers['message-id']).toMatch(/^<notice-[0-9a-f-]{36}@roadmap\.example>$/);
		}
		expect(new Set(office.taken.map(({ headers }) => headers['list-unsubscribe'])).size).toBe(2);
	});
});

describe('the link in a mail', () => {
	const tokenFor = (who: string) => {
		const mail = office.taken.find(({ to }) => to === `${who}@example.org`)!;
		return /token=([0-9a-f]{64})/.exec(mail.text)![1]!;
	};
	const choices = async () =>
		sql<{ email: string; delivery: string }>(
			`select m.email, p.delivery from public.notice_preferences p
			 join public.memberships m on m.id = p.membership_id order by m.email`
		);

	test('stops the mails of whom it went to, without a session, and nobody else’s', async () => {
		await choose(ann, 'immediate', 'zh');
		await choose(world.leader, 'digest');
		await choose(world.leader, 'immediate');
		await submit();
		await send();
		const token = tokenFor('ann');
		expect(await must(world.anonymous.rpc('notice_link', { token }))).toEqual([
			{ organization_name: 'Acme', delivery: 'immediate' }
		]);
		const before = await choices();
		expect(await must(world.anonymous.rpc('stop_notices', { token }))).toBe(true);
		expect(await must(world.anonymous.rpc('stop_notices', { token }))).toBe(true);
		expect(await choices()).toEqual(
			before.map((each) =>
				each.email === 'ann@example.org' ? { ...each, delivery: 'none' } : each
			)
		);
		const { language } = await must(
			ann.client.from('notice_preferences').select('language').single()
		);
		expect(language).toBe('zh');
		office.taken.length = 0;
		await submit();
		await send();
		expect(inbox()).toEqual([`lea: ${SUBMITTED}`]);
		await choose(ann, 'immediate');
	});

	test('cannot be guessed from what is stored or made from another', async () => {
		await submit();
		await send();
		const token = tokenFor('ann');
		const [row] = await sql<{ hash: string; id: string; mail: string }>(
			`select unsubscribe_hash as hash, id::text, mail::text from public.notices
			 where membership_id = '${ann.membership}' order by created_at desc limit 1`
		);
		const before = await choices();
		const tries = [
			'',
			row!.hash,
			row!.id,
			row!.mail,
			token.slice(1),
			`${token}0`,
			token.toUpperCase(),
			[...token].reverse().join(''),
			`${token.slice(0, 32)}${tokenFor('lea').slice(32)}`
		];
		for (const guess of tries.filter((each) => each !== token)) {
			expect(await must(world.anonymous.rpc('stop_notices', { token: guess })), guess).toBe(false);
			expect(await must(world.anonymous.rpc('notice_link', { token: guess })), guess).toEqual([]);
		}
		expect(await choices()).toEqual(before);
	});
});

describe('once, whatever fails', () => {
	const states = (where = 'true') =>
		sql<{ state: string }>(
			`select case when sent_at is not null then 'sent' when failed_at is not null then 'given up: ' || last_error
			   when handed_over_at is not null then 'handed over' when claimed_at is not null then 'claimed'
			   when retry_at is not null then 'to be tried again' else 'queued' end as state
			 from public.notices where created_at = (select max(created_at) from public.notices) and ${where} order by 1`
		).then((rows) => rows.map(({ state }) => state));

	test('ten mailers at once', async () => {
		for (let n = 0; n < 5; n++) await submit();
		const tallies = await Promise.all(Array.from({ length: 10 }, () => send()));
		const sent = tallies.reduce((sum, tally) => sum + tally.sent, 0);
		expect(office.taken).toHaveLength(sent);
		const got = inbox();
		for (const who of ['ann', 'lea'])
			expect(got.filter((line) => line.startsWith(who))).toHaveLength(5);
		expect(got).toHaveLength(10);
	});

	test('refused for now, then taken, as the same mail', async () => {
		let refusals = 0;
		const ids: string[] = [];
		office.at = (moment, address) => {
			if (moment !== 'body' || !address.startsWith('ann') || refusals >= 2) return;
			ids.push(office.read.at(-1)!.headers['message-id']!);
			refusals++;
			return 451;
		};
		await submit();
		expect(await send()).toEqual({ sent: 1, refused: 1, given_up: 0 });
		expect(await states()).toEqual(['sent', 'to be tried again']);
		expect(await send()).toEqual({ sent: 0, refused: 0, given_up: 0 });
		await later('61 seconds');
		expect(await send()).toMatchObject({ sent: 0, refused: 1 });
		await later('61 seconds');
		expect(await send()).toMatchObject({ sent: 0, refused: 0 });
		await later('61 seconds');
		expect(await send()).toMatchObject({ sent: 1, refused: 0 });
		expect(inbox()).toEqual([`ann: ${SUBMITTED}`, `lea: ${SUBMITTED}`]);
		const mail = office.read.findLast(({ to }) => to.startsWith('ann'))!;
		expect(new Set([...ids, mail.headers['message-id']]).size).toBe(1);
		// The log names the notice, and nobody's address.
		expect(JSON.stringify(logged.mock.calls)).toMatch(/"given_up":false,"reason":"[^"]*451/);
		expect(JSON.stringify(logged.mock.calls)).not.toContain('@example.org');
	});

	test('refused for good', async () => {
		office.at = (moment, address) =>
			moment === 'recipient' && address.startsWith('ann') ? 550 : undefined;
		await submit();
		expect(await send()).toEqual({ sent: 1, refused: 0, given_up: 1 });
		expect(await states(`membership_id = '${ann.membership}'`)).toEqual([
			expect.stringMatching(/^given up: .*550/)
		]);
		office.at = () => undefined;
		await later('7 days');
		expect(await send()).toEqual({ sent: 0, refused: 0, given_up: 0 });
		expect(inbox()).toEqual([`lea: ${SUBMITTED}`]);
		expect(JSON.stringify(logged.mock.calls)).toContain('"given_up":true');
	});

	test('while the mail server is away nothing is handed over, and after three days it is given up', async () => {
		const nowhere = carrierOf({ smtp: { url: 'smtp://127.0.0.1:1', from: 'a@b.example' } }, false)!;
		await submit();
		expect(await send(nowhere)).toEqual({ sent: 0, refused: 1, given_up: 0 });
		expect(await states()).toEqual(['queued', 'to be tried again']);
		await later('2 minutes');
		await send();
		expect(inbox()).toEqual([`ann: ${SUBMITTED}`, `lea: ${SUBMITTED}`]);

		await submit();
		let tries = 0;
		for (let left = 2; left > 0; tries++) {
			left -= (await send(nowhere)).given_up;
			await later('6 hours');
		}
		expect(tries).toBe(40);
		await send();
		expect(inbox()).toEqual([]);
	});

	test('a connection lost before the body was sent is tried again, one lost after it is not', async () => {
		const once = (at: string) => {
			let done = false;
			office.at = (moment) => {
				if (moment !== at || done) return;
				done = true;
				return 'hang up';
			};
		};
		once('recipient');
		await submit();
		expect(await send()).toEqual({ sent: 1, refused: 1, given_up: 0 });
		await later('2 minutes');
		expect(await send()).toEqual({ sent: 1, refused: 0, given_up: 0 });
		expect(inbox()).toHaveLength(2);

		once('body');
		await submit();
		expect(await send()).toEqual({ sent: 1, refused: 0, given_up: 1 });
		expect(await states()).toEqual(['given up: never_confirmed', 'sent']);
		await later('7 days');
		expect(await send()).toEqual({ sent: 0, refused: 0, given_up: 0 });
		expect(office.read.length - 2).toBe(2);
		expect(JSON.stringify(logged.mock.calls).match(/uncertain whether a notice/g)).toHaveLength(1);
	});
});
