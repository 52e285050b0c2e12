import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const hosted = {
	SUPABASE_URL: 'https://project.supabase.example',
	SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
	SUPABASE_SECRET_KEY: 'sb_secret_x'
};

describe('readConfig', () => {
	test('needs nothing: embedded, port 3000, with demonstration', () => {
		expect(readConfig({})).toMatchObject({
			hosted: null,
			port: 3000,
			origin: null,
			linkOrigin: 'http://localhost:3000',
			demonstration: true,
			smtp: null
		});
	});

	test('counts an empty variable as not set', () => {
		expect(readConfig({ PORT: '', SUPABASE_URL: '', DEMO: '' })).toEqual(readConfig({}));
	});

	test('never has a demonstration on a hosted backend', () => {
		expect(readConfig(hosted).demonstration).toBe(false);
		expect(readConfig({ ...hosted, DEMO: 'off' }).demonstration).toBe(false);
		expect(() => readConfig({ ...hosted, DEMO: 'on' })).toThrow(/DEMO cannot be "on"/);
	});

	test('takes a mail server for notices on a hosted backend too', () => {
		const smtp = { SMTP_URL: 'smtp://m.example', MAIL_FROM: 'a@m.example' };
		expect(readConfig({ ...hosted, ...smtp }).smtp).toEqual({
			url: 'smtp://m.example',
			from: 'a@m.example'
		});
	});

	test('takes an origin with or without a slash at its end', () => {
		expect(readConfig({ ORIGIN: 'https://roadmap.example/' }).linkOrigin).toBe(
			'https://roadmap.example'
		);
	});

	test.each([
		[{ PORT: 'abc' }, 'PORT must be a port number'],
		[{ PORT: '0' }, 'PORT must be from 1 to 65535'],
		[{ PORT: '3000.5' }, 'PORT must be a whole number'],
		[{ ORIGIN: 'https://x.example/path' }, 'ORIGIN must be an http or https origin without a path'],
		[{ DEMO: 'yes' }, 'DEMO must be "on" or "off"'],
		[{ SUPABASE_URL: hosted.SUPABASE_URL }, 'SUPABASE_SECRET_KEY is needed'],
		[{ SUPABASE_SECRET_KEY: 'x' }, 'SUPABASE_SECRET_KEY is set, but SUPABASE_URL is not'],
		[{ SMTP_URL: 'smtp://m.example' }, 'MAIL_FROM is needed']
	])('refuses %o', (variables, message) => {
		expect(() => readConfig(variables)).toThrow(ConfigError);
		expect(() => readConfig(variables)).toThrow(message);
	});

	test('lists everything that is wrong at once', () => {
		expect(() => readConfig({ PORT: 'x', DEMO: 'x', ORIGIN: 'x' })).toThrow(
			/PORT[^]*ORIGIN[^]*DEMO/
		);
	});
});
