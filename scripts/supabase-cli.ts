import { existsSync } from 'node:fs';

/**
 * The Supabase CLI, 3.1.0 or newer: older ones want Docker for the types. Its program for Linux is an
 * optional dependency of its own, because not every registry has all platforms of the wrapper package
 * and a lock file without them does not install; other systems fetch it when they need it.
 */
export function supabaseCli(): { command: string; args: string[] } {
	const program = 'node_modules/@supabase/cli-linux-x64/bin/supabase';
	if (existsSync(program)) return { command: program, args: [] };
	return { command: 'npx', args: ['--yes', 'supabase@3.1.0'] };
}
