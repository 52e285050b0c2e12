import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fingerprint } from '../../scripts/made-of.ts';
import { DirectoryInUse, lockDirectory } from '../../src/lib/server/backend/lock.ts';

/**
 * Data directories that tests begin from. Making one takes seconds, so each is made once, kept until what
 * it is made of changes, and copied.
 */

const CACHE = join(process.cwd(), 'node_modules', '.cache', 'waymark-test-database');
const DAY = 24 * 60 * 60 * 1000;

export type Template = {
	name: string;
	/** Files and folders whose change makes another of it. */
	madeOf: string[];
	/** Fills a data directory that is not there yet, and closes it. */
	make(directory: string): Promise<void>;
};

/** The database with every migration applied, and nothing in it. */
export const EMPTY: Template = {
	name: 'empty',
	madeOf: ['supabase', 'src/lib/server/backend'],
	async make(directory) {
		// Only who makes it needs the whole database library.
		const { open } = await import('./open.ts');
		await (await open(directory)).close();
	}
};

/** A copy of the template that nobody has opened yet, in that place or in a new one. */
export async function copyOf(template: Template, to?: string): Promise<string> {
	const directory = to ?? mkdtempSync(join(tmpdir(), 'waymark-test-'));
	// Copying would make it as open as the umask has it, which no database directory may be.
	mkdirSync(directory, { recursive: true, mode: 0o700 });
	cpSync(join(await made(template), 'data'), directory, { recursive: true });
	return directory;
}

/** Where the template is, with its data in a folder of its own; it is made there first where need be. */
export async function made(template: Template): Promise<string> {
	const directory = placeOf(template);
	for (;;) {
		if (existsSync(join(directory, 'made'))) {
			utimesSync(directory, new Date(), new Date());
			return directory;
		}
		try {
			const unlock = lockDirectory(directory);
			try {
				if (!existsSync(join(directory, 'made'))) await make(template, directory);
			} finally {
				unlock();
			}
		} catch (error) {
			// Another test file is making it.
			if (!(error instanceof DirectoryInUse)) throw error;
			await sleep(100);
		}
	}
}

/** Lets the next one who asks for the template make it anew. */
export function forget(template: Template): void {
	rmSync(placeOf(template), { recursive: true, force: true });
}

function placeOf({ name, madeOf }: Template): string {
	const key = fingerprint([...madeOf, 'package-lock.json'], /\.test\.ts$/).slice(0, 16);
	return join(CACHE, `${name}-${key}`);
}

async function make(template: Template, directory: string): Promise<void> {
	const data = join(directory, 'data');
	rmSync(data, { recursive: true, force: true });
	await template.make(data);
	useLittleMemory(data);
	mkdirSync(join(directory, 'made'));
	for (const other of readdirSync(CACHE).map((name) => join(CACHE, name)))
		if (Date.now() - statSync(other).mtimeMs > DAY) rmSync(other, { recursive: true, force: true });
}

/** Clearing its usual 128 MB of buffers is a good part of what opening the database takes. */
function useLittleMemory(data: string): void {
	const file = join(data, 'postgres', 'postgresql.conf');
	const usual = readFileSync(file, 'utf8');
	writeFileSync(file, usual.replace(/^shared_buffers = \w+/m, 'shared_buffers = 16MB'));
}
