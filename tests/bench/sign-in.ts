import { openInstance } from '../../src/lib/server/instance.ts';
import { publicClient } from '../../src/lib/server/backend/backend.ts';
import { print } from './measure.ts';
import type { Site } from './pages.ts';

/** Each person is tried once, and few enough that nobody is turned away. */
const PEOPLE = 12;

const WAYS = {
	'wrong password': { path: '?/password', fields: { password: 'not the password' } },
	'wrong code': { path: '?/code', fields: { code: '000000' } },
	'code asked for': { path: '?/send', fields: {} }
};

/** Prints how long trying to get in takes for addresses with an account and for others. */
export async function benchSignIn(site: Site): Promise<void> {
	const { backend } = await openInstance();
	const known = Array.from({ length: PEOPLE }, (_, index) => `known-${index}@x.example`);
	for (const email of known)
		await publicClient(backend).auth.signUp({ email, password: 'a long enough password' });
	const rows = [];
	for (const [name, { path, fields }] of Object.entries(WAYS)) {
		const times = { known: [] as number[], unknown: [] as number[] };
		// By turns, so that what else the machine does falls on both alike.
		for (const [index, email] of known.entries()) {
			const unknown = `${name.replaceAll(' ', '-')}-${index}@x.example`;
			times.known.push(await site.post(`/workspace/sign-in${path}`, { ...fields, email }));
			times.unknown.push(
				await site.post(`/workspace/sign-in${path}`, { ...fields, email: unknown })
			);
		}
		const [a, b] = [middle(times.known), middle(times.unknown)];
		rows.push([name, (a / b).toFixed(2), a.toFixed(1), b.toFixed(1)]);
	}
	print(['Trying to get in', 'known ÷ unknown', 'known, ms', 'unknown, ms'], rows);
}

const middle = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
