import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { CEILINGS, type Ceilings, type Way } from './ceilings.ts';
import { count, forget, type Counted, type Shared } from './count.ts';
import { countedUnder, ownKey, type Tryer } from './counted-under.ts';

/** A database in which all counts are low. */
const alone = (): Shared => ({ count: vi.fn(async () => null), forget: vi.fn(async () => {}) });

/** Each test counts under keys of its own. */
function tries(shared = alone()) {
	const secret = randomUUID();
	return {
		shared,
		try: (way: Way, tryer: Tryer) =>
			count(countedUnder(way, tryer, secret), CEILINGS[way].seconds, shared),
		succeed: (way: Way, tryer: Tryer) => {
			const under = countedUnder(way, tryer, secret);
			const own = ownKey(under);
			const others = under.map(({ key }) => key).filter((key) => key !== own);
			return forget(own, others, shared);
		}
	};
}

const ADA = 'ada@x.example';
const password: Required<Ceilings> = CEILINGS.password;

test('wrong passwords of one client stop that client, and not the owner elsewhere', async () => {
	const { try: attempt } = tries();
	for (let time = 0; time < password.pair; time++)
		expect(await attempt('password', { client: 'thief', email: ADA })).toBeNull();
	expect(await attempt('password', { client: 'thief', email: ADA })).toBe(password.seconds);
	expect(await attempt('password', { client: 'home', email: ADA })).toBeNull();
	expect(await attempt('password', { client: 'thief', email: 'eve@x.example' })).toBeNull();
});

test('who is refused fills no wider ceiling, however long it goes on', async () => {
	const { try: attempt } = tries();
	for (let time = 0; time < 10 * password.address; time++)
		await attempt('password', { client: 'thief', email: ADA });
	expect(await attempt('password', { client: 'home', email: ADA })).toBeNull();
});

test('a browser in which the owner signed in before stays open while many guess together', async () => {
	const { try: attempt } = tries();
	for (let client = 0; client < 100; client++)
		for (let time = 0; time < password.pair; time++)
			await attempt('password', { client: `guesser ${client}`, email: ADA });
	expect(await attempt('password', { client: 'new place', email: ADA })).not.toBeNull();
	const known = { client: 'guesser 1', email: ADA, browser: 'of Ada' };
	for (let time = 0; time < password.browser; time++)
		expect(await attempt('password', known)).toBeNull();
	expect(await attempt('password', known)).not.toBeNull();
});

test.each([
	['password', 'code'],
	['code', 'password'],
	['password', 'send'],
	['send', 'password']
] as const)('what stops %s does not stop %s', async (stopped, open) => {
	const { try: attempt } = tries();
	for (let client = 0; client < 100; client++)
		await attempt(stopped, { client: `guesser ${client}`, email: ADA });
	expect(await attempt(stopped, { client: 'home', email: ADA })).not.toBeNull();
	expect(await attempt(open, { client: 'home', email: ADA })).toBeNull();
});

test('1,200 tries over 1,200 addresses from one client are refused, without asking the database', async () => {
	const { try: attempt, shared } = tries();
	const answers = [];
	for (let person = 0; person < 1_200; person++)
		answers.push(await attempt('password', { client: 'thief', email: `${person}@x.example` }));
	expect(answers.filter((wait) => wait === null)).toHaveLength(password.client);
	expect(answers.slice(password.client).every((wait) => wait !== null)).toBe(true);
	expect(shared.count).toHaveBeenCalledTimes(password.client);
	expect(await attempt('password', { client: 'home', email: ADA })).toBeNull();
});

test('there is a ceiling for all, in every way', async () => {
	for (const way of Object.keys(CEILINGS) as Way[]) {
		const { try: attempt } = tries();
		const { all }: Ceilings = CEILINGS[way];
		for (let person = 0; person < all!; person++)
			await attempt(way, { client: `${person}`, email: `${person}@x.example` });
		expect(await attempt(way, { client: 'home', email: ADA }), way).not.toBeNull();
	}
});

test('one /48 of IPv6 never uses up what everybody has, in any way', async () => {
	for (const way of Object.keys(CEILINGS) as Way[]) {
		const { try: attempt } = tries();
		const { network, all }: Ceilings = CEILINGS[way];
		let made = 0;
		for (let block = 0; block < all!; block++) {
			const client = `2001:db8:1:${block.toString(16)}::/64`;
			for (const person of [1, 2])
				if ((await attempt(way, { client, email: `${block}-${person}@x.example` })) === null)
					made++;
		}
		expect(made, way).toBe(network);
		const next = { client: '2001:db8:1:ffff::/64', email: ADA };
		expect(await attempt(way, next), way).not.toBeNull();
		for (const client of ['2001:db8:2:1::/64', '192.0.2.7'])
			expect(await attempt(way, { client, email: ADA }), way).toBeNull();
	}
});

test('a /48 has room for several of its clients', () => {
	for (const { client, network, all } of Object.values(CEILINGS)) {
		expect(network).toBe(4 * client);
		expect(network).toBeLessThan(all);
	}
});

test('a link names nobody, so it is counted by client', async () => {
	const { try: attempt } = tries();
	for (let time = 0; time < CEILINGS.link.client; time++)
		expect(await attempt('link', { client: 'thief' })).toBeNull();
	expect(await attempt('link', { client: 'thief' })).not.toBeNull();
	expect(await attempt('link', { client: 'home' })).toBeNull();
});

test('success wipes the count of who succeeded, and of the others takes one', async () => {
	const { try: attempt, succeed } = tries();
	const ada = { client: 'office', email: ADA };
	// The whole office mistypes now and then.
	for (let time = 0; time < 10 * password.client; time++) {
		expect(await attempt('password', ada)).toBeNull();
		await succeed('password', ada);
	}
	for (let time = 0; time < password.pair; time++)
		expect(await attempt('password', ada)).toBeNull();
	expect(await attempt('password', ada)).not.toBeNull();
});

test('what another server counted too often is refused here too, and then without asking again', async () => {
	const over = vi.fn(async (counted: Counted[]) => ({ over: counted.at(-1)!.key, wait: 321 }));
	const { try: attempt } = tries({ count: over, forget: async () => {} });
	expect(await attempt('password', { client: 'thief', email: ADA })).toBe(321);
	expect(await attempt('password', { client: 'another', email: ADA })).toBe(321);
	expect(over).toHaveBeenCalledTimes(1);
});

test('no address and no client can be read from a key', () => {
	for (const { key } of countedUnder('password', { client: '192.0.2.7', email: ADA }, 'secret')) {
		expect(key).toMatch(/^password:\w+:[\w-]{43}$/);
		expect(key).not.toContain('ada');
	}
});
