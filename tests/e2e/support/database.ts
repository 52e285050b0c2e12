import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openEmbedded } from '../../../src/lib/server/backend/embedded.ts';
import { loadSecrets } from '../../../src/lib/server/backend/secrets.ts';
import { readConfig } from '../../../src/lib/server/config.ts';
import { envelopeOf, leafHash } from '../../../src/lib/log/hash.ts';

/**
 * A database that the test holds, served to apps as a Supabase elsewhere would be: so the test can write
 * to it as its owner while apps run.
 */
export async function openSupabase(dataDir: string) {
	const backend = await openEmbedded(readConfig({ DATA_DIR: dataDir, DEMO: 'on' }));
	const server = createServer(async (request, response) => {
		const body: Buffer[] = [];
		for await (const part of request) body.push(part as Buffer);
		const answer = await backend.fetch(`${backend.url}${request.url}`, {
			method: request.method!,
			headers: Object.entries(request.headers).flatMap(([name, value]) =>
				value === undefined ? [] : [[name, String(value)] as [string, string]]
			),
			...(body.length > 0 && { body: Buffer.concat(body) })
		});
		// No connection is kept: one that is closed just as it is used again would fail the app's request.
		response.writeHead(answer.status, [...answer.headers, ['connection', 'close']].flat());
		response.end(Buffer.from(await answer.arrayBuffer()));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	return {
		/** What an app's environment has to say to use it. */
		variables: {
			DEMO: 'off',
			SUPABASE_URL: `http://127.0.0.1:${port}`,
			SUPABASE_PUBLISHABLE_KEY: backend.publishableKey,
			SUPABASE_SECRET_KEY: backend.secretKey
		},
		password: loadSecrets(dataDir, true).demonstrationPassword!,

		/**
		 * Appends an entry as the database's owner, past every function, with the organization, days and
		 * number filled in; returns its number.
		 */
		async append(slug: string, facts: Record<string, unknown>): Promise<number> {
			const { rows } = await backend.database.query<{ id: string; seq: number }>(
				`select o.id, (select max(seq)::int + 1 from public.record_entries) as seq
				 from public.organizations o where o.slug = $1`,
				[slug]
			);
			const { id, seq } = rows[0]!;
			const recorded_at = new Date().toISOString();
			const day = recorded_at.slice(0, 10);
			const kind = String(facts.kind);
			const head = { seq, organization: slug, kind, recorded_at, effective_on: day };
			const body = JSON.stringify({ ...head, nonce: randomUUID(), ...facts });
			const envelope = envelopeOf(body, head);
			await backend.database.query(
				`insert into public.record_entries
				   (seq, organization_id, kind, recorded_at, effective_on, body, envelope, leaf_hash, goal, criteria)
				 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
				[
					...[seq, id, kind, recorded_at, day, body, envelope, leafHash(envelope)],
					...[facts['goal'] ?? null, (facts['criteria'] as unknown[] | undefined)?.length ?? null]
				]
			);
			return seq;
		},

		/** An organization that the record does not have yet. */
		async addOrganization(slug: string): Promise<void> {
			await backend.database.query(
				`insert into public.organizations (slug, name, url, kept_by, roadmap_title, roadmap_url, cadence_days)
				 values ($1, $1, 'https://example.org', 'self', 'A roadmap', 'https://example.org/r', 90)`,
				[slug]
			);
		},

		async close(): Promise<void> {
			server.closeAllConnections();
			server.close();
			await backend.close();
		}
	};
}
