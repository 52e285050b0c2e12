import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** docs/security.md names what holds each promise: a file, and often words in it, such as a test's title. */

const DOCUMENT = readFileSync('docs/security.md', 'utf8');
const NAMED =
	/`(?<path>[\w.[\]+-]+(?:\/[\w.[\]+-]+)*\.(?:ts|js|sql|svelte|json|toml))`(?: “(?<words>[^”]+)”)?/g;

const named = [...DOCUMENT.matchAll(NAMED)].map(
	({ groups }) => groups as { path: string; words?: string }
);

test('it names many', () => {
	expect(named.length).toBeGreaterThan(50);
	expect(named.filter(({ words }) => words).length).toBeGreaterThan(35);
});

test.each([...new Set(named.map(({ path }) => path))])('%s is there', (path) => {
	expect(existsSync(path)).toBe(true);
});

test.each(named.filter(({ words }) => words))('$path says “$words”', ({ path, words }) => {
	expect(existsSync(path) && readFileSync(path, 'utf8')).toContain(words);
});

test('each requirement of OWASP ASVS 5.0 level 1 is answered, held or not', () => {
	// As numbered in its release 5.0.0.
	const level1 = {
		'1.2': [1, 2, 3, 4, 5],
		'1.3': [1, 2],
		'1.5': [1],
		'2.1': [1],
		'2.2': [1, 2],
		'2.3': [1],
		'3.2': [1, 2],
		'3.3': [1],
		'3.4': [1, 2],
		'3.5': [1, 2, 3],
		'4.1': [1],
		'4.4': [1],
		'5.2': [1, 2],
		'5.3': [1, 2],
		'6.1': [1],
		'6.2': [1, 2, 3, 4, 5, 6, 7, 8],
		'6.3': [1, 2],
		'6.4': [1, 2],
		'7.2': [1, 2, 3, 4],
		'7.4': [1, 2],
		'8.1': [1],
		'8.2': [1, 2],
		'8.3': [1],
		'9.1': [1, 2, 3],
		'9.2': [1],
		'10.4': [1, 2, 3, 4, 5],
		'11.3': [1, 2],
		'11.4': [1],
		'12.1': [1],
		'12.2': [1, 2],
		'13.4': [1],
		'14.2': [1],
		'14.3': [1],
		'15.1': [1],
		'15.2': [1],
		'15.3': [1]
	};
	const numbers = Object.entries(level1).flatMap(([section, all]) =>
		all.map((number) => `${section}.${number}`)
	);
	const answered = new Set(DOCUMENT.match(/(?<![\w.])\d{1,2}\.\d\.\d(?![\w.]*\d)/g));
	for (const [, from, to] of DOCUMENT.matchAll(/(\d+\.\d\.\d) to (\d+\.\d\.\d)/g))
		for (const number of numbers.slice(numbers.indexOf(from!), numbers.indexOf(to!)))
			answered.add(number);
	expect(numbers).toHaveLength(70);
	expect(numbers.filter((number) => !answered.has(number))).toEqual([]);
	expect([...answered].filter((number) => !numbers.includes(number))).toEqual([]);
});
