import { expect } from 'vitest';
import vectors from '../../src/lib/record/envelope-vectors.json' with { type: 'json' };
import type { TestDatabase } from './database.ts';

/** The database makes the envelopes and leaf hashes that src/lib/record/hash.ts makes. */
export async function expectSameEnvelopes({ backend }: TestDatabase): Promise<void> {
	expect(vectors.length).toBeGreaterThan(0);
	for (const { name, body, envelope, leaf_hash } of vectors) {
		const { effective_on, kind, organization, recorded_at, seq } = JSON.parse(body);
		const { rows } = await backend.database.query(
			`select private.envelope($1, $2::date, $3, $4, $5::timestamptz, $6::bigint) as envelope,
			   private.leaf_hash($7) as leaf_hash`,
			[body, effective_on, kind, organization, recorded_at, String(seq), envelope]
		);
		expect(rows, name).toEqual([{ envelope, leaf_hash }]);
	}
}
