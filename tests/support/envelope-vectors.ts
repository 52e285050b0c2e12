import { expect } from 'vitest';
import vectors from '../../src/lib/log/envelope-vectors.json' with { type: 'json' };
import type { TestDatabase } from './database.ts';

/** The record takes in the envelopes and leaf hashes that src/lib/log/hash.ts makes, and no others. */
export async function expectSameEnvelopes({ backend }: TestDatabase): Promise<void> {
	expect(vectors.length).toBeGreaterThan(0);
	const { database } = backend;
	// With its checks, and without the numbers that are taken.
	await database.exec(
		'create table private.vectors (like public.record_entries including constraints)'
	);
	try {
		for (const { name, body, envelope, leaf_hash } of vectors) {
			const { effective_on, kind, recorded_at, seq, goal, as } = JSON.parse(body);
			const insert = (sealed: string, hash: string) =>
				database.query(
					`insert into private.vectors
					   (seq, organization_id, kind, recorded_at, effective_on, body, envelope, leaf_hash, goal, closed_as)
					 values ($1::bigint, gen_random_uuid(), $2, $3::timestamptz, $4::date, $5, $6, $7, $8, $9)`,
					[
						String(seq),
						kind,
						recorded_at,
						effective_on,
						body,
						sealed,
						hash,
						goal ?? null,
						as ?? null
					]
				);
			await insert(envelope, leaf_hash);
			const refused = { code: '23514' };
			await expect(insert(`${envelope} `, leaf_hash), name).rejects.toMatchObject(refused);
			await expect(insert(envelope, `${leaf_hash} `), name).rejects.toMatchObject(refused);
		}
	} finally {
		await database.exec('drop table private.vectors');
	}
}
