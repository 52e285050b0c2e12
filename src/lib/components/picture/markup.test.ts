import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { COLOURS } from './markup.ts';

test('the colours of pictures are those of pages on paper', () => {
	const styles = readFileSync('src/styles/tokens.css', 'utf8');
	for (const [name, colour] of Object.entries(COLOURS))
		expect(styles).toContain(`--${name}: light-dark(${colour},`);
});
