import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { EMPTY } from '../../../../tests/support/templates.ts';
import { openPostOffice, type PostOffice } from '../../../../tests/support/post-office.ts';
import { readConfig } from '../config.ts';
import { mailDriver, newAddressMail, signInMail, tokenInstead } from './mail.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let office: PostOffice;
let database: TestDatabase;
beforeAll(async () => {
	office = await openPostOffice();
	database = await openDatabase(EMPTY, { SMTP_URL: office.url, MAIL_FROM: 'waymark@x.example' });
});
afterAll(async () => {
	await database.close();
	await office.close();
});

/** The e-mail to somebody who asked for a code. */
async function mailed(email: string, emailRedirectTo?: string): Promise<string> {
	await database.signUp(email);
	const options = { shouldCreateUser: false, ...(emailRedirectTo ? { emailRedirectTo } : {}) };
	const { error } = await database.anonymous.auth.signInWithOtp({ email, options });
	expect(error).toBeNull();
	await vi.waitFor(() => expect(office.taken.at(-1)?.to).toBe(email), 10_000);
	return office.taken.at(-1)!.text;
}

/** As it stands in the header, in UTF-8 where it is not ASCII. */
function decodedSubject(): string {
	const { subject = '' } = office.taken.at(-1)!.headers;
	return subject.replace(/=\?UTF-8\?(B|Q)\?([^?]*)\?=\s*/gi, (_, kind: string, text: string) =>
		kind.toUpperCase() === 'B'
			? Buffer.from(text, 'base64').toString()
			: decodeURIComponent(text.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/g, '%$1'))
	);
}

const LINK = 'http://localhost:3000/workspace/sign-in/link?token=';
const CHINESE_LINK = 'http://localhost:3000/zh/workspace/sign-in/link?token=';

test.each([
	['a@x.example', 'http://localhost:3000/workspace', 'Your Waymark sign-in code', LINK],
	['b@x.example', 'http://localhost:3000/zh/workspace', '您的 Waymark 登录验证码', CHINESE_LINK],
	['c@x.example', 'not an address', 'Your Waymark sign-in code', LINK],
	['d@x.example', undefined, 'Your Waymark sign-in code', LINK]
])('%s, who is to return to %s, reads “%s”', async (email, back, subject, link) => {
	const text = await mailed(email, back);
	expect(decodedSubject()).toBe(subject);
	const [, token] = new RegExp(`${link.replace('?', '\\?')}([0-9a-f]+)(\\s|$)`).exec(text)!;
	const [code] = /\b\d{6}\b/.exec(text)!;
	const { error } = await database.anonymous.auth.verifyOtp(
		email < 'c'
			? { email, token: code, type: 'magiclink' }
			: { token_hash: token!, type: 'magiclink' }
	);
	expect(error).toBeNull();
});

type Said = (locale: 'en' | 'zh') => { subject: string; text: string };
const signIn: Said = (locale) =>
	signInMail('{{ .Token }}', '{{ .TokenHash }}', '{{ .SiteURL }}', locale);
const newAddress: Said = (locale) =>
	newAddressMail('{{ .NewEmail }}', '{{ .TokenHash }}', '{{ .SiteURL }}', locale);

test.each([
	['magic_link', signIn],
	['invite', signIn],
	['confirmation', signIn],
	['recovery', signIn],
	['email_change', newAddress]
])('%s of a hosted Supabase says the same in both languages', (name, said) => {
	const config = readFileSync('supabase/config.toml', 'utf8');
	const section = config.split(`[auth.email.template.${name}]`)[1]!.split('\n[')[0]!;
	const [, path] = /content_path = "\.\/(.*)"/.exec(section)!;
	const [chinese, english] = readFileSync(path!, 'utf8')
		.split('{{ else }}')
		.map((part) =>
			part
				.replace(/\s*\{\{ (if|end)[^}]*\}\}\s*/g, '')
				.replace(/<a\s+href="([^"]*)"\s*>[^<]*<\/a\s*>/g, '$1')
				.replace(/<[^>]*>/g, '')
				.replace(/\s*\n\s*/g, ' ')
				.trim()
		);
	expect(english).toBe(said('en').text.replaceAll('\n', ' '));
	expect(chinese).toBe(said('zh').text.replaceAll('\n', ' '));
	for (const locale of ['en', 'zh'] as const) expect(section).toContain(said(locale).subject);
});

test('a link to a new address goes there, and makes it the account’s', async () => {
	const { client } = await database.signUp('e@x.example');
	const { error } = await client.auth.updateUser(
		{ email: 'f@x.example' },
		{ emailRedirectTo: 'http://localhost:3000/zh/workspace' }
	);
	expect(error).toBeNull();
	await vi.waitFor(() => expect(office.taken.at(-1)?.to).toBe('f@x.example'), 10_000);
	expect(decodedSubject()).toContain('请确认您的 Waymark 新电子邮件地址');
	const { text } = office.taken.at(-1)!;
	const [, token] = /zh\/workspace\/account\/address\?token=([0-9a-f]+)(\s|$)/.exec(text)!;
	const { data } = await database.anonymous.auth.verifyOtp({
		token_hash: token!,
		type: 'email_change'
	});
	expect(data.user?.email).toBe('f@x.example');
});

test('without a mail server a demonstration prints its e-mails, and nothing else does', async () => {
	const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
	const config = readConfig({ DEMO: 'off' });
	const message = { to: 'a@x.example', subject: 'sign-in 123456 abc' };
	await expect(mailDriver(config, false).send(message)).rejects.toThrow('No mail server');
	expect(printed).not.toHaveBeenCalled();
	await mailDriver(config, true).send(message);
	expect(printed.mock.calls.flat().join()).toMatch(/E-mail to a@x\.example[^]*123456[^]*token=abc/);
	printed.mockRestore();
});

test('the token can be had instead of the e-mail', async () => {
	const driver = mailDriver(readConfig({ DEMO: 'off' }), false);
	const work = () => driver.send({ to: 'a@x.example', subject: 'sign-in 123456 abc' });
	expect(await tokenInstead(work)).toBe('abc');
	expect(await tokenInstead(async () => undefined)).toBeNull();
});
