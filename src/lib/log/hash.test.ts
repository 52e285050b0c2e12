import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import vectors from './envelope-vectors.json' with { type: 'json' };
import { envelopeOf, leafHash, textHash } from './hash.ts';

test('the empty leaf has the hash that RFC 6962 implementations agree on', () => {
	expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
});

test('the empty text has the hash that everybody knows', () => {
	expect(textHash('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test.prop([fc.string({ unit: 'grapheme' })])(
	'hashes are those of UTF-8 bytes, of a leaf after a zero byte',
	(text) => {
		const sha256 = (...parts: string[]) =>
			createHash('sha256').update(parts.join(''), 'utf8').digest('hex');
		expect(textHash(text)).toBe(sha256(text));
		expect(leafHash(text)).toBe(sha256('\0', text));
	}
);

// tests/support/envelope-vectors.ts asks the database for the same. They were made by another program.
describe.each(vectors)('of $name', ({ body, envelope, leaf_hash }) => {
	test('the envelope has these bytes', () => {
		expect(envelopeOf(body, JSON.parse(body))).toBe(envelope);
	});

	test('the leaf hash is that of the envelope', () => {
		expect(leafHash(envelope)).toBe(leaf_hash);
	});

	test('the envelope is canonical JSON: sorted, ASCII, without a space', () => {
		const fields = JSON.parse(envelope) as Record<string, unknown>;
		expect(JSON.stringify(fields, Object.keys(fields).sort())).toBe(envelope);
		expect(envelope).toMatch(/^[!-~]+$/);
	});
});
