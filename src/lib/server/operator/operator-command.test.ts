import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { operatorCommand } from './operator-command.ts';

const command = (variables: Record<string, string>, ...words: string[]) =>
	operatorCommand(readConfig(variables), ...words);

test('by default a command needs nothing before it', () => {
	expect(command({}, 'set-up-link')).toBe('npm run operator -- set-up-link');
	expect(command({ DATA_DIR: 'data', PORT: '3000' }, 'set-up-link')).toBe(
		'npm run operator -- set-up-link'
	);
});

test('what the environment says otherwise stands before it', () => {
	const elsewhere = { DATA_DIR: './my-data', PORT: '8080', ORIGIN: 'https://roadmap.example.org/' };
	expect(command(elsewhere, 'sign-in-link', '--email', 'ada@x.example')).toBe(
		`DATA_DIR=${resolve('my-data')} PORT=8080 ORIGIN=https://roadmap.example.org npm run operator -- sign-in-link --email ada@x.example`
	);
});

test('a shell reads every value as it was', () => {
	const dataDir = '/srv/Ada\'s data; $(date) `date` "x" \\ é';
	const line = command({ DATA_DIR: dataDir }, 'sign-in-link', '--email', "o'brien@x.example");
	const read = line.replace('npm run operator --', `printenv DATA_DIR; printf '%s\\n'`);
	expect(execFileSync('sh', ['-c', read], { encoding: 'utf8' }).split('\n')).toEqual([
		dataDir,
		'sign-in-link',
		'--email',
		"o'brien@x.example",
		''
	]);
});

test('no key of a hosted project is printed', () => {
	const hosted = {
		SUPABASE_URL: 'https://project.supabase.example',
		SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
		SUPABASE_SECRET_KEY: 'sb_secret_x',
		ORIGIN: 'https://roadmap.example.org'
	};
	expect(command(hosted, 'set-up-link')).toBe(
		'ORIGIN=https://roadmap.example.org npm run operator -- set-up-link'
	);
});
