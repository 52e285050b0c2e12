import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { arrive, daysAgo, signInAs, visit } from './support/pages.ts';
import { expect, test } from './support/test.ts';

test.use({ instance: { name: 'tokens', template: 'demonstration' } });

const TOKENS = '/workspace/lodestone/tokens';

/** What a job found, in the folder in which the commands run. */
const REPORT = 'evaluation,passed\nfirst,yes\n';
const SHA256 = createHash('sha256').update(REPORT).digest('hex');
let cwd: string;
test.beforeAll(async () => {
	cwd = await mkdtemp(join(tmpdir(), 'waymark-job-'));
	await writeFile(join(cwd, 'report.csv'), REPORT);
});
test.afterAll(() => rm(cwd, { recursive: true }));

/** Runs a command as a terminal does, with the token in the environment and little else. */
function run(script: string, env: Record<string, string>): Promise<{ code: number; out: string }> {
	return new Promise((resolve) => {
		execFile(
			'bash',
			['-e', '-c', script],
			{ cwd, env: { PATH: process.env.PATH, ...env } },
			(error, out) => resolve({ code: error ? Number(error.code) : 0, out })
		);
	});
}

async function makeToken(page: Page, name: string): Promise<string> {
	const form = page.getByRole('region', { name: 'New token' });
	await form.getByLabel('Name').fill(name);
	await form.getByLabel('Submit updates to the leaders').check();
	await form.getByRole('button', { name: 'Create the token' }).click();
	const notice = page.getByRole('status');
	await expect(notice).toContainText(`The token “${name}” is created.`);
	return notice.getByLabel('The token').innerText();
}

test('a contributor posts by the documented commands until the token is revoked', async ({
	page,
	request,
	openPage
}) => {
	await signInAs(page, 'Mei-Lin Tsai');
	await page.getByRole('link', { name: 'Access tokens' }).click();
	await arrive(page, 'Access tokens');
	await expect(page.getByText('No token yet.')).toBeVisible();

	const token = await makeToken(page, 'Nightly evaluations');
	expect(token).toMatch(/^wmk_[0-9a-f]{64}$/);
	await test.step('it is copied, and shown this once', async () => {
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.getByRole('button', { name: 'Copy' }).click();
		await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
		await arrive(page, 'Access tokens');
		await page.reload();
		await expect(page.getByRole('row', { name: 'Nightly evaluations' })).toContainText('Never');
		expect(await page.content()).not.toContain(token);
	});

	const curl = await page.getByRole('region', { name: 'From a terminal' }).innerText();
	const curlFile = await page.getByRole('region', { name: 'A file as evidence' }).innerText();
	const address = /https?:\S+\/updates/.exec(curl)![0];
	await test.step('the curl of the page drafts an update, once', async () => {
		const first = await run(curl, { WAYMARK_TOKEN: token });
		expect(first.code, first.out).toBe(0);
		const answer = JSON.parse(first.out);
		expect(answer).toMatchObject({ status: 'draft', organization: 'lodestone' });
		const again = await run(curl, { WAYMARK_TOKEN: token });
		expect(again.out).toBe(first.out);
		const other = await run(curl.replace('"grade": 2', '"grade": 1'), { WAYMARK_TOKEN: token });
		expect(other.code).toBe(22);
		expect(JSON.parse(other.out)).toMatchObject({ status: 422 });

		await visit(page, answer.links.page, /./);
		await expect(page.getByLabel('Narrative', { exact: true })).toHaveValue(
			'The first half is in use.'
		);
	});

	const fileAddress = /https?:[^"]+\/files/.exec(curlFile)![0];
	await test.step('the curl of the page sends a file, once', async () => {
		const first = await run(curlFile, { WAYMARK_TOKEN: token });
		expect(first.code, first.out).toBe(0);
		const known = { name: 'report.csv', media_type: 'text/csv', sha256: SHA256 };
		expect(JSON.parse(first.out)).toEqual({ ...known, bytes: REPORT.length });
		expect((await run(curlFile, { WAYMARK_TOKEN: token })).out).toBe(first.out);
	});

	await test.step('the job of the page submits one with its run and its report as evidence', async () => {
		await visit(page, TOKENS, 'Access tokens');
		const job = await page.getByRole('region', { name: /GitHub Actions/ }).innerText();
		// As YAML has it: the block below `run: |`, without its indentation.
		const script = job
			.slice(job.indexOf('run: |\n') + 7)
			.split('\n')
			.map((line) => line.replace(/^ {10}/, ''))
			.join('\n');
		const answer = await run(script, {
			WAYMARK_TOKEN: token,
			RUN_URL: 'https://github.example/acme/evaluations/actions/runs/7',
			GITHUB_REPOSITORY: 'acme/evaluations',
			GITHUB_RUN_ID: '7'
		});
		expect(answer.code, answer.out).toBe(0);
		const { status, links } = JSON.parse(answer.out);
		expect(status).toBe('submitted');
		await visit(page, links.page, /./);
		await expect(page.getByRole('link', { name: /Run of the evaluations/ })).toHaveAttribute(
			'href',
			'https://github.example/acme/evaluations/actions/runs/7'
		);
		const file = page.getByRole('link', { name: 'report.csv' }).first();
		const held = await page.request.get((await file.getAttribute('href'))!);
		expect(await held.text()).toBe(REPORT);
	});

	const headers = (more: Record<string, string> = {}) => ({
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'idempotency-key': '"another"',
		...more
	});
	const post = (data: unknown, more: Record<string, string> = {}, path = address) =>
		request.post(path, {
			headers: headers(more),
			// Bytes: of a text that is no JSON, Playwright would make one.
			data: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data))
		});
	const update = { effective_on: daysAgo(1), grade: 1, narrative: 'Posted.' };

	await test.step('what is wrong is a problem that says so', async () => {
		const elsewhere = address.replace(/goals\/[^/]+/, 'goals/no-such-goal');
		for (const [answer, status, code] of [
			[await post(update, { authorization: 'Basic x' }), 401, 'invalid-token'],
			[await post(update, { 'content-type': 'application/xml' }), 415, 'unsupported-media-type'],
			[await post(update, { 'idempotency-key': ' ' }), 400, 'invalid-idempotency-key'],
			[await post('{', {}), 400, 'invalid-body'],
			[await post('{"grade":1,"grade":2}', {}), 400, 'invalid-body'],
			[await post('x'.repeat(2 * 1024 * 1024 + 1)), 413, 'body-too-large'],
			[await post(update, {}, elsewhere), 404, 'unknown-goal'],
			[await post(update, {}, address.replace('lodestone', 'nobody')), 404, 'unknown-organization'],
			[
				await post(update, {}, address.replace('lodestone', 'anthropic')),
				403,
				'insufficient-scope'
			],
			[await request.get(address), 405, 'method-not-allowed']
		] as const) {
			expect(answer.status(), code).toBe(status);
			expect(answer.headers()['content-type'], code).toBe('application/problem+json');
			expect(answer.headers()['access-control-allow-origin'], code).toBeUndefined();
			expect(await answer.json(), code).toMatchObject({ type: `/api/v1/problems/${code}`, status });
			expect((await request.get(`/api/v1/problems/${code}`)).status(), code).toBe(200);
		}
		const bad = await post({
			...update,
			effective_on: '2026-02-30',
			evidence: [{ kind: 'link', title: 'A', url: 'javascript:alert(1)' }]
		});
		expect(bad.status()).toBe(422);
		expect((await bad.json()).errors).toEqual([
			{ pointer: '#/effective_on', detail: expect.any(String) },
			{ pointer: '#/evidence/0/url', detail: expect.any(String) }
		]);
		const lacking = { kind: 'link', title: 'A', url: 'https://a.example', criteria: [0, 99] };
		const unknown = await post({ ...update, evidence: [lacking] });
		expect(unknown.status()).toBe(422);
		expect((await unknown.json()).errors).toEqual([
			{
				pointer: '#/evidence/0/criteria/1',
				detail: expect.stringMatching(/^is 99, which .* has \d+, counted from 0$/)
			}
		]);
		const misspelt = await post({ ...update, gradee: 1 }, {}, address.replace('/api', '/zh/api'));
		expect((await misspelt.json()).errors).toEqual([
			{ pointer: '#/gradee', detail: expect.stringMatching(/\p{Script=Han}/u) }
		]);
		expect(misspelt.headers()['content-language']).toBe('zh-Hans');
		// As many wrong things as two megabytes hold.
		const wrong = { ...lacking, criteria: Array.from({ length: 1_000 }, () => -1) };
		const begun = performance.now();
		const many = await post({ ...update, evidence: Array.from({ length: 600 }, () => wrong) });
		const { errors } = await many.json();
		expect([many.status(), errors.length]).toEqual([422, 51]);
		expect(errors[50]).toEqual({ pointer: '#', detail: 'There are 599950 more errors.' });
		expect(performance.now() - begun).toBeLessThan(5_000);
	});

	const sendFile = (
		data: string | Buffer,
		query = '?name=a.txt',
		more: Record<string, string> = {},
		path = fileAddress
	) =>
		request.post(path + query, {
			headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain', ...more },
			data: Buffer.from(data)
		});
	await test.step('a file that is no good is a problem that says so', async () => {
		const page = '<!doctype html><script>alert(1)</script>';
		for (const [answer, status, code] of [
			[await sendFile('x', '?name=a.txt', { authorization: 'Basic x' }), 401, 'invalid-token'],
			[await sendFile('x', ''), 400, 'invalid-parameters'],
			[await sendFile(page), 422, 'invalid-file'],
			[await sendFile('', '?name=empty.txt'), 422, 'invalid-file'],
			[await sendFile('text', '?name=a.pdf'), 422, 'invalid-file'],
			[await sendFile(Buffer.alloc(10 * 1024 * 1024 + 1, 'a')), 413, 'body-too-large'],
			[
				await sendFile('x', '?name=a', {}, fileAddress.replace('lodestone', 'nobody')),
				404,
				'unknown-organization'
			],
			[
				await sendFile('x', '?name=a', {}, fileAddress.replace('lodestone', 'anthropic')),
				403,
				'insufficient-scope'
			],
			[await request.get(fileAddress), 405, 'method-not-allowed']
		] as const) {
			expect(answer.status(), code).toBe(status);
			expect(answer.headers()['content-type'], code).toBe('application/problem+json');
			expect(await answer.json(), code).toMatchObject({
				type: `/api/v1/problems/${code}`,
				title: expect.any(String),
				status,
				detail: expect.any(String)
			});
			expect((await request.get(`/api/v1/problems/${code}`)).status(), code).toBe(200);
		}
		const chinese = await sendFile(page, '?name=a.txt', {}, fileAddress.replace('/api', '/zh/api'));
		expect((await chinese.json()).detail).toMatch(/\p{Script=Han}/u);
	});

	await test.step('with the token, nothing of a file can be read', async () => {
		const bearer = { headers: { authorization: `Bearer ${token}` } };
		const inWorkspace = await request.get(`/workspace/lodestone/files/${SHA256}`, bearer);
		expect(await inWorkspace.text()).not.toContain(REPORT);
		const inPublic = await request.get(`/lodestone/evidence/${SHA256}/report.csv`, bearer);
		expect(inPublic.status()).toBe(404);
	});

	await test.step('a file that others sent is not had for its hash', async () => {
		const theirs = { kind: 'file', title: 'A', name: 'a.txt', sha256: 'f'.repeat(64) };
		const answer = await post({ ...update, evidence: [theirs] });
		expect(answer.status()).toBe(422);
		expect((await answer.json()).detail).toContain('was not sent with your tokens');
	});

	await test.step('a session’s cookies alone do not post', async () => {
		const answer = await page.request.post(address, {
			headers: { 'content-type': 'application/json', 'idempotency-key': 'a' },
			data: update
		});
		expect(answer.status()).toBe(401);
		expect(answer.headers()['www-authenticate']).toBe('Bearer realm="Waymark"');
	});

	await test.step('fifty posts at once with one key make one update', async () => {
		const answers = await Promise.all(
			Array.from({ length: 50 }, () => post(update, { 'idempotency-key': 'fifty' }))
		);
		expect(new Set(answers.map((answer) => answer.status()))).toEqual(new Set([201]));
		const texts = await Promise.all(answers.map((answer) => answer.text()));
		expect(new Set(texts).size).toBe(1);
		expect(new Set(answers.map((answer) => answer.headers().location))).toEqual(
			new Set([JSON.parse(texts[0]!).links.page])
		);
	});

	await test.step('a leader sees the token and revokes it', async () => {
		const leader = await openPage();
		await signInAs(leader, 'Ines Valderrama');
		await visit(leader, TOKENS, 'Access tokens');
		const row = leader.getByRole('row', { name: 'Nightly evaluations' });
		await expect(row).toContainText('Mei-Lin Tsai');
		await expect(row).not.toContainText('Never');
		await row.getByRole('button', { name: 'Revoke' }).click();
		await expect(row).toContainText('Revoked on');
		await expect(row.getByRole('button')).toHaveCount(0);
		await arrive(leader, 'Access tokens');
		await visit(leader, '/workspace/lodestone/activity', 'Activity');
		await expect(leader.getByRole('region', { name: 'Activity' })).toContainText(
			'Revoked the access token “Nightly evaluations” of Mei-Lin Tsai'
		);
		const answer = await run(curl, { WAYMARK_TOKEN: token });
		expect(answer.code).toBe(22);
		const refused = { status: 401, detail: expect.stringContaining('revoked') };
		expect(JSON.parse(answer.out)).toMatchObject(refused);
		const file = await run(curlFile, { WAYMARK_TOKEN: token });
		expect(file.code).toBe(22);
		expect(JSON.parse(file.out)).toMatchObject(refused);
	});

	await test.step('many wrong tokens are kept waiting', async () => {
		const wrong = () => post(update, { authorization: `Bearer wmk_${'0'.repeat(64)}` });
		await expect.poll(async () => (await wrong()).status(), { intervals: [0] }).toBe(429);
		expect(Number((await wrong()).headers()['retry-after'])).toBeGreaterThan(0);
	});
});
