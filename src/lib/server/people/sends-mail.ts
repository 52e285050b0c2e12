import { openInstance } from '../instance.ts';

/**
 * Whether a code can go out. A Supabase project sends its own e-mails, and a demonstration shows them in the
 * terminal.
 */
export async function sendsMail(): Promise<boolean> {
	const { config, backend } = await openInstance();
	return (
		backend.kind === 'hosted' || config.smtp !== null || backend.demonstrationPassword !== null
	);
}
