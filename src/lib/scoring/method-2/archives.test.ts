import { expect, test } from 'vitest';
import { file, link, redacted } from '../../record/testing.ts';
import { ARCHIVES, isIndependentCopy } from './archives.ts';
import { isFixed } from './items.ts';

const PAGE = 'https://lab.example/page';
const DAY = '2026-03-01';
const wayback = (rest: string, host = 'web.archive.org') => `https://${host}/web/${rest}`;

test.each([
	wayback(`20260215120000/${PAGE}`),
	wayback(`20260215120000/${PAGE}`, 'www.web.archive.org'),
	wayback(`20260301235959/${PAGE}`),
	wayback(`20260215120000id_/${PAGE}`),
	wayback('20260215120000/http://www.LAB.example/page//#part'),
	wayback('20260215120000/lab.example/page'),
	`HTTP://WEB.ARCHIVE.ORG/web/20260215120000/${PAGE}`,
	...ARCHIVES.others.map((host) => `https://${host}/AbC12`)
])('%s is an independent copy', (copy) => expect(isIndependentCopy(copy, PAGE, DAY)).toBe(true));

test.each([
	['on the organization’s own site', 'https://lab.example/archive/page'],
	['of another page', wayback('20260215120000/https://lab.example/other')],
	['of the page in other capitals', wayback('20260215120000/https://lab.example/PAGE')],
	['of another host', wayback('20260215120000/https://evil.example/https://lab.example/page')],
	['made after the day of recording', wayback(`20260302000000/${PAGE}`)],
	['of no day', wayback(`20260231120000/${PAGE}`)],
	['of no time', wayback(`20260215250000/${PAGE}`)],
	['with too few digits', wayback(`2026021512000/${PAGE}`)],
	['with other marks', wayback(`20260215120000-1/${PAGE}`)],
	['of nothing', wayback('20260215120000/')],
	['a list of copies', wayback(`*/${PAGE}`)],
	[
		'at a host that looks like it',
		wayback(`20260215120000/${PAGE}`, 'web.archive.org.evil.example')
	],
	['at a host below it', wayback(`20260215120000/${PAGE}`, 'a.web.archive.org')],
	['at another port', wayback(`20260215120000/${PAGE}`, 'web.archive.org:8443')],
	['behind a name', wayback(`20260215120000/${PAGE}`, 'web.archive.org@evil.example')],
	['before a backslash', `https://web.archive.org\\evil.example/web/20260215120000/${PAGE}`],
	['at an archive without a path', 'https://archive.ph//'],
	['at an archive with a question only', 'https://archive.ph/?page'],
	['at an archive’s other host', 'https://www.perma.cc/AbC12']
])('one %s is none', (_, copy) => expect(isIndependentCopy(copy, PAGE, DAY)).toBe(false));

test('an original with a question and a fragment of its own is compared whole', () => {
	const page = 'https://lab.example/a?b=c/d#e';
	expect(isIndependentCopy(wayback('20260215120000/lab.example/a?b=c/d'), page, DAY)).toBe(true);
	expect(isIndependentCopy(wayback('20260215120000/lab.example/a'), page, DAY)).toBe(false);
});

const held = { name: 'a.pdf', media_type: 'application/pdf', bytes: 14 } as const;

test('a file is fixed where it can be had from here, a link by its copy, and nothing that is redacted', () => {
	expect(isFixed(file(held), DAY)).toBe(true);
	expect(isFixed(file(), DAY)).toBe(false);
	expect(isFixed(link(), DAY)).toBe(false);
	expect(isFixed(link({ archived_url: wayback(`20260215120000/${PAGE}`) }), DAY)).toBe(true);
	expect(isFixed(link({ archived_url: 'https://archive.example/page' }), DAY)).toBe(false);
	expect(isFixed(redacted({ kind: 'file', sha256: 'a'.repeat(64) }), DAY)).toBe(false);
});
