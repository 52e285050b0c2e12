import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '../database.types.ts';

export type Client = SupabaseClient<Database>;

/** One way to reach Supabase, whether it runs elsewhere or in this process. */
export type Backend = {
	kind: 'embedded' | 'hosted';
	url: string;
	publishableKey: string;
	/** Bypasses row-level security: for {@link operatorClient} only. */
	secretKey: string;
	fetch: typeof fetch;
	/** Opens the one-click sign-in of the demonstration persons; null everywhere else. */
	demonstrationPassword: string | null;
	close(): Promise<void>;
};

/** The backend gives no answer, or none now: it is to be asked again. */
export class BackendAway extends Error {}

/** Whether the backend answers at all, within three seconds. */
export async function answers(backend: Backend): Promise<boolean> {
	const asked = publicClient(backend).from('record_entries').select('seq').limit(1);
	const late = new Promise<false>((resolve) => setTimeout(resolve, 3_000, false).unref());
	return Promise.race([asked.then(({ error }) => error === null), late]);
}

/** A call that fails is not made again: whoever waits for it is told after one time limit and not four. */
export const NO_RETRY = { db: { retry: false } } as const;

const withoutSession = {
	persistSession: false,
	autoRefreshToken: false,
	detectSessionInUrl: false
};

/** A client without a session: reads what the public may read. */
export function publicClient(backend: Backend): Client {
	return createClient<Database>(backend.url, backend.publishableKey, {
		...NO_RETRY,
		auth: withoutSession,
		global: { fetch: backend.fetch }
	});
}

/** A client for whoever runs the instance: command line, set-up, demonstration data. */
export function operatorClient(backend: Backend): Client {
	return createClient<Database>(backend.url, backend.secretKey, {
		...NO_RETRY,
		auth: withoutSession,
		global: { fetch: backend.fetch }
	});
}

/** A client that acts as the person of an access token, for work that outlives their request. */
export function bearerClient(backend: Backend, token: string): Client {
	return createClient<Database>(backend.url, backend.publishableKey, {
		...NO_RETRY,
		accessToken: async () => token,
		global: { fetch: backend.fetch }
	});
}
