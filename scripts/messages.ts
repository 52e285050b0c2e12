import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MESSAGES } from '../messages/options.ts';
import { fingerprint, isMadeOf } from './made-of.ts';

/** Not beside the compiled messages: Vite's plugin removes what it did not write. */
const MADE_OF = join('.svelte-kit', 'messages-made-of');

/**
 * Compiles the message catalogues (messages/*) into src/lib/paraglide, for what runs without Vite's
 * plugin, unless what stands there was compiled from them as they are: that takes seconds.
 */
export async function ensureMessages(): Promise<void> {
	if (existsSync(MESSAGES.outdir) && isMadeOf(MADE_OF, fingerprintOfAll())) return;
	const { compile } = await import('@inlang/paraglide-js');
	await compile(MESSAGES);
	mkdirSync(dirname(MADE_OF), { recursive: true });
	writeFileSync(MADE_OF, fingerprintOfAll());
}

/** Of the compiled ones too, which Vite may have made of others since. */
function fingerprintOfAll(): string {
	return fingerprint([
		'messages',
		'project.inlang/settings.json',
		'package-lock.json',
		MESSAGES.outdir
	]);
}

if (import.meta.main) await ensureMessages();
