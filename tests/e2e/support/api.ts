import { createHash } from 'node:crypto';
import { expect, type APIRequestContext } from '@playwright/test';
import type { Entry } from '../../../src/lib/record/entries.ts';
import type { RoadmapFile } from '../../../src/lib/roadmap/file/file.ts';
import type { Scorecard } from '../../../src/lib/scoring/types.ts';

/** What the public API says; requests go to the test's own server. */

export async function scorecardOf(
	request: APIRequestContext,
	slug: string,
	asOf?: string
): Promise<Scorecard> {
	const query = asOf ? `?as_of=${asOf}` : '';
	return getJson(request, `/api/v1/organizations/${slug}/scorecard${query}`);
}

export async function roadmapOf(request: APIRequestContext, slug: string): Promise<RoadmapFile> {
	return getJson(request, `/api/v1/organizations/${slug}/roadmap.json`);
}

export async function getJson<T>(request: APIRequestContext, path: string): Promise<T> {
	const response = await request.get(path);
	expect(response.status(), path).toBe(200);
	return response.json();
}

/**
 * The whole record, once it is shown to be sound: numbered without gaps, and each entry with the leaf
 * hash of its envelope.
 */
export async function soundRecord(request: APIRequestContext): Promise<Entry[]> {
	const [entries, hashes] = await Promise.all([
		lines(request, '/record/entries.ndjson'),
		lines(request, '/record/leaf-hashes.txt')
	]);
	const parsed = entries.map((line) => JSON.parse(line) as Entry);
	expect(parsed.map(({ seq }) => seq)).toEqual(parsed.map((_, index) => index + 1));
	expect(hashes).toEqual(
		entries.map((line, index) => `${index + 1} ${leafHash(envelopeOf(line))}`)
	);
	return parsed;
}

async function lines(request: APIRequestContext, path: string): Promise<string[]> {
	const text = await (await request.get(path)).text();
	return text.split('\n').filter(Boolean);
}

/** As the methodology page says, and not as the program does: from the exact text alone. */
export function envelopeOf(text: string): string {
	const fields = JSON.parse(text) as Record<string, unknown>;
	const { effective_on, kind, organization, recorded_at, seq } = fields;
	const body = createHash('sha256').update(text).digest('hex');
	return JSON.stringify({ body, effective_on, kind, organization, recorded_at, seq });
}

/** RFC 6962: SHA-256 over a zero byte and the envelope. */
export function leafHash(envelope: string): string {
	return createHash('sha256').update('\0').update(envelope).digest('hex');
}

/** A score as pages are to show it: a whole number, rounded half up, or a dash. */
export function shown(score: number | null): string {
	if (score === null) return '–';
	// Floats leave 44.49999999999999 where 44.5 was meant.
	return String(Math.floor(Number(score.toFixed(9)) + 0.5));
}
