import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/test.ts';
import { soundRecord } from './support/api.ts';

/** The commands by which a reader checks the record, run as they stand on the pages. */

let cwd: string;
test.beforeAll(() => {
	cwd = mkdtempSync(join(tmpdir(), 'waymark-reader-'));
});
test.afterAll(() => rmSync(cwd, { recursive: true }));

const run = (script: string) =>
	execFileSync('bash', ['-c', script], { cwd, encoding: 'utf8' }).trim();
/** What a command prints that ends with failure, as `diff` does where something differs. */
const failing = (script: string) => {
	try {
		run(script);
	} catch (error) {
		return (error as { stdout: string }).stdout;
	}
	throw new Error('The command did not fail.');
};

test('the methodology’s commands show that every text has its hash, and find one that has not', async ({
	page
}) => {
	await page.goto('/methodology');
	const section = page.getByRole('region', { name: 'Recompute it yourself' });
	const [fetching, checking] = await section.locator('pre').allTextContents();
	run(fetching!);
	expect(run(checking!)).toBe('Every text has its envelope, and every envelope its hash.');

	// The first ten are enough to find one.
	const first = (name: string) => run(`head -n 10 ${name}`).split('\n');
	const forged = first('entries.ndjson').map((line, index) =>
		index === 4 ? line.replace(/"title":"./, '"title":"#') : line
	);
	const hashes = first('leaf-hashes.txt');
	writeFileSync(join(cwd, 'entries.ndjson'), `${forged.join('\n')}\n`);
	writeFileSync(join(cwd, 'leaf-hashes.txt'), `${hashes.join('\n')}\n`);
	expect(failing(checking!)).toMatch(/^5c5\n< 5 [0-9a-f]{64}\n---\n> 5 [0-9a-f]{64}\n$/);
});

test('an entry’s commands give the hash of its text and the leaf hash', async ({
	page,
	request
}) => {
	const record = await soundRecord(request);
	// One with characters of every kind, where there is one.
	const seq = record.findLast((entry) => /[\u4e00-\u9fff]/.test(JSON.stringify(entry)))!.seq;
	await page.goto(`/record?entry=${seq}`);
	const envelope = page.getByRole('region', { name: 'Its envelope' });
	const [text, hashText] = await envelope.locator('pre').allTextContents();
	expect(run(hashText!)).toBe(`${JSON.parse(text!).body}  -`);

	const leaf = page.getByRole('region', { name: 'Its leaf hash' });
	const stated = await leaf.locator('code').textContent();
	expect(run((await leaf.locator('pre').textContent())!)).toBe(`${stated}  -`);
});
