import { expect, test } from 'vitest';
import { knowing, knownAs } from './known-browser.ts';

const SECRET = 'a secret of the server';
const first = knowing(undefined, 'ada@x.example', SECRET);

test('a browser is known for the address that was signed in there, and for no other', () => {
	expect(knownAs(first, 'ada@x.example', SECRET)).toMatch(/^[\w-]{22}$/);
	expect(knownAs(first, 'eve@x.example', SECRET)).toBeNull();
	expect(knownAs(undefined, 'ada@x.example', SECRET)).toBeNull();
	expect(knownAs('', 'ada@x.example', SECRET)).toBeNull();
});

test('the proof is made with the secret of the server', () => {
	const forged = knowing(undefined, 'ada@x.example', 'another');
	expect(knownAs(forged, 'ada@x.example', SECRET)).toBeNull();
	const [, proof] = first.split('.');
	expect(knownAs(`another-name-of-a-browser.${proof}`, 'ada@x.example', SECRET)).toBeNull();
});

test('it keeps its name, and stays known for others who share it', () => {
	const shared = knowing(first, 'eve@x.example', SECRET);
	const name = knownAs(first, 'ada@x.example', SECRET);
	expect(knownAs(shared, 'ada@x.example', SECRET)).toBe(name);
	expect(knownAs(shared, 'eve@x.example', SECRET)).toBe(name);
	expect(knowing(shared, 'eve@x.example', SECRET).split('.')).toHaveLength(3);
});

test('it stays short, whatever it was given', () => {
	let cookie: string | undefined = 'x'.repeat(10_000);
	for (let person = 0; person < 20; person++)
		cookie = knowing(cookie, `person-${person}@x.example`, SECRET);
	expect(cookie!.length).toBeLessThan(150);
	expect(knownAs(cookie, 'person-19@x.example', SECRET)).not.toBeNull();
	expect(knownAs(cookie, 'person-3@x.example', SECRET)).toBeNull();
});
