import { expect, test } from 'vitest';
import { attempt, LIMITS, succeeded } from './attempts.ts';

test('a code may be guessed five times, then not for a while', async () => {
	for (let time = 0; time < LIMITS.code.points; time++)
		expect(await attempt('code', 'a@x.example')).toBeNull();
	expect(await attempt('code', 'a@x.example')).toMatch(/Wait 15 minutes/);
	expect(await attempt('code', 'b@x.example')).toBeNull();
	expect(await attempt('password', 'a@x.example')).toBeNull();
});

test('success wipes the count', async () => {
	for (let time = 0; time < LIMITS.password.points; time++)
		await attempt('password', 'c@x.example');
	await succeeded('password', 'c@x.example');
	expect(await attempt('password', 'c@x.example')).toBeNull();
});
