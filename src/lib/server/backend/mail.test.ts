import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newAddressMail, signInMail } from './mail.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let database: TestDatabase;
const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
beforeAll(async () => {
	database = await openDatabase();
});
beforeEach(() => printed.mockClear());
afterAll(() => database.close());

/** The e-mail that the terminal shows after somebody asked for a code. */
async function mailed(email: string, emailRedirectTo?: string): Promise<string> {
	await database.signUp(email);
	const options = { shouldCreateUser: false, ...(emailRedirectTo ? { emailRedirectTo } : {}) };
	const { error } = await database.anonymous.auth.signInWithOtp({ email, options });
	expect(error).toBeNull();
	return printed.mock.calls.flat().join('\n');
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
	expect(text).toContain(`E-mail to ${email}`);
	expect(text).toContain(`\n  ${subject}\n`);
	const [, token] = new RegExp(`${link.replace('?', '\\?')}([0-9a-f]+)\n`).exec(text)!;
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
	const text = printed.mock.calls.flat().join('\n');
	expect(text).toContain('E-mail to f@x.example');
	expect(text).toContain('请确认您的 Waymark 新电子邮件地址');
	const [, token] = /zh\/workspace\/account\/address\?token=([0-9a-f]+)\n/.exec(text)!;
	const { data } = await database.anonymous.auth.verifyOtp({
		token_hash: token!,
		type: 'email_change'
	});
	expect(data.user?.email).toBe('f@x.example');
});
