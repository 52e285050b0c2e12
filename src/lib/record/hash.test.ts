import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { leafHash } from './hash.ts';

test('the empty leaf has the hash that RFC 6962 implementations agree on', () => {
	expect(leafHash('')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
});

test.prop([fc.string({ unit: 'grapheme' })])(
	'equals SHA-256 of 0x00 and the UTF-8 bytes',
	(body) => {
		const bytes = Buffer.concat([Buffer.of(0), Buffer.from(body, 'utf8')]);
		expect(leafHash(body)).toBe(createHash('sha256').update(bytes).digest('hex'));
	}
);
