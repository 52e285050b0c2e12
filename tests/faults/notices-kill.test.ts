import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { operatorClient } from '../../src/lib/server/backend/backend.ts';
import { carrierOf } from '../../src/lib/server/notices/carrier.ts';
import { sendNotices } from '../../src/lib/server/notices/send.ts';
import { open } from '../support/open.ts';
import { some } from '../support/full.ts';
import { log } from '../../src/lib/server/log.ts';
import { openPostOffice, type Moment, type PostOffice } from '../support/post-office.ts';
import { openWorld, publishedGoal, submittedUpdate } from '../support/world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** The mailer as a process of its own, killed at each step of one mail: never is one sent twice. */

const COMMAND = join(import.meta.dirname, '..', '..', 'scripts', 'notices.ts');
const FROM = 'waymark@roadmap.example';
let template: string;
let office: PostOffice;
const logged = vi.spyOn(log(), 'error').mockImplementation(() => undefined);
beforeEach(() => logged.mockClear());

beforeAll(async () => {
	office = await openPostOffice();
	const world = await openWorld();
	const { goal } = await publishedGoal(world.leader.client, world.acme, {
		effective_on: new Date().toISOString().slice(0, 10)
	});
	await submittedUpdate(world.contributor.client, goal, {
		effective_on: new Date().toISOString().slice(0, 10)
	});
	await world.backend.close();
	template = world.directory;
});
afterAll(async () => {
	rmSync(template, { recursive: true, force: true });
	await office.close();
});

/** A copy of the data directory whose mailer was killed at that moment of its one mail. */
async function killed(at: Moment): Promise<string> {
	const directory = `${template}-${at}`;
	mkdirSync(directory, { mode: 0o700 });
	cpSync(template, directory, { recursive: true });
	office.taken.length = office.read.length = 0;
	const child = spawn(process.execPath, [COMMAND], {
		env: {
			PATH: process.env.PATH,
			DATA_DIR: directory,
			SMTP_URL: office.url,
			MAIL_FROM: FROM,
			SUPABASE_URL: ''
		},
		stdio: 'inherit'
	});
	office.at = (moment) => {
		if (moment !== at) return;
		child.kill('SIGKILL');
		return 'never';
	};
	await once(child, 'close');
	office.at = () => undefined;
	expect(child.signalCode).toBe('SIGKILL');
	return directory;
}

/** Opens the directory as a restart would: the outbox, and mailers that find it so. */
async function restarted(directory: string) {
	const backend = await open(directory);
	const client = operatorClient(backend);
	const carrier = carrierOf({ smtp: { url: office.url, from: FROM } }, false)!;
	return {
		send: () => sendNotices({ client, carrier, origin: 'https://roadmap.example' }),
		async states() {
			const { rows } = await backend.database.query(
				`select claimed_at is not null as claimed, handed_over_at is not null as handed_over,
				   sent_at is not null as sent from public.notices`
			);
			return rows;
		},
		elevenMinutes: () =>
			backend.database.exec(
				`update public.notices set claimed_at = claimed_at - interval '11 minutes',
				   handed_over_at = handed_over_at - interval '11 minutes'`
			),
		async close() {
			await backend.close();
			rmSync(directory, { recursive: true, force: true });
		}
	};
}

const NOTHING = { sent: 0, refused: 0, given_up: 0 };
const reports = () => JSON.stringify(logged.mock.calls).match(/uncertain whether a notice/g) ?? [];

const STEPS = [
	// Nothing left yet: the next mailer sends it once the claim has run out.
	['connect', { claimed: true, handed_over: false, sent: false }, 1],
	// It may have left: nobody sends it again.
	['recipient', { claimed: true, handed_over: true, sent: false }, 0],
	['body', { claimed: true, handed_over: true, sent: false }, 1]
] as const;

test.each(some(STEPS, ([moment]) => moment !== 'recipient'))(
	'killed at %s',
	async (moment, left, arrived) => {
		const { send, states, elevenMinutes, close } = await restarted(await killed(moment));
		// At once it leaves alone what another may be at.
		expect(await send()).toEqual(NOTHING);
		expect(await states()).toEqual([left]);
		await elevenMinutes();
		expect(await send()).toEqual({ ...NOTHING, [left.handed_over ? 'given_up' : 'sent']: 1 });
		expect(reports()).toHaveLength(left.handed_over ? 1 : 0);
		await elevenMinutes();
		expect(await send()).toEqual(NOTHING);
		expect(reports()).toHaveLength(left.handed_over ? 1 : 0);
		expect(office.read).toHaveLength(arrived);
		await close();
	}
);

test('killed at once after the mail server took it', async () => {
	const { send, states, elevenMinutes, close } = await restarted(await killed('taken'));
	// Confirmed or not, as it happened.
	expect(await states()).toEqual([expect.objectContaining({ claimed: true, handed_over: true })]);
	await elevenMinutes();
	expect((await send()).sent).toBe(0);
	expect(office.taken).toHaveLength(1);
	expect(office.read).toHaveLength(1);
	await close();
});
