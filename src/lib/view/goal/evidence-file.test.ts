import { expect, test } from 'vitest';
import { fileHref } from './evidence-file.ts';

const HASH = 'a'.repeat(64);

test('the address of a file has its name escaped', () => {
	const file = { sha256: HASH, name: 'a/b ?#.txt', media_type: 'text/plain', bytes: 1 } as const;
	expect(fileHref('acme', file)).toBe(`/acme/evidence/${HASH}/a%2Fb%20%3F%23.txt`);
});
