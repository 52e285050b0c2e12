/**
 * How many tries at getting in may fail, by the way and by what they have in common. The narrow ceilings
 * stop one who guesses; the wide ones stop many who guess together, and stand far above what people mistype.
 */

/** What tries have in common, the narrowest first. */
export const SCOPES = ['browser', 'pair', 'client', 'network', 'address', 'all'] as const;
/**
 * `browser`: the same browser, which was signed in to that address before. It is counted by itself alone, so
 * that nobody elsewhere can lock its person out. `pair`: the same e-mail address, from the same client.
 * `client`: from the same client, for any address. `network`: from the /48 of an IPv6 client, which one
 * customer of a provider may have whole; always less than `all`, so that none uses up what everybody has.
 * `address`: for the same address, from any client.
 */
export type Scope = (typeof SCOPES)[number];

export type Ceilings = { seconds: number } & Partial<Record<Scope, number>>;

const MINUTE = 60;

export const CEILINGS = {
	password: {
		seconds: 15 * MINUTE,
		browser: 10,
		pair: 10,
		client: 60,
		network: 240,
		address: 60,
		all: 3_000
	},
	// Six digits: ten minutes of a code's life meet no more than these guesses, wherever they come from.
	code: {
		seconds: 15 * MINUTE,
		browser: 5,
		pair: 5,
		client: 30,
		network: 120,
		address: 30,
		all: 600
	},
	// A link's token is made from the code and the address, so it is guessed like the code, and names nobody.
	link: { seconds: 15 * MINUTE, client: 10, network: 40, all: 60 },
	/** The links that confirm another address are guessed alike, and who cannot try them can still sign in. */
	confirm: { seconds: 15 * MINUTE, client: 10, network: 40, all: 60 },
	/** E-mails with a code: every one counts. */
	send: {
		seconds: 60 * MINUTE,
		browser: 5,
		pair: 5,
		client: 30,
		network: 120,
		address: 15,
		all: 1_000
	}
} satisfies Record<string, Ceilings>;
export type Way = keyof typeof CEILINGS;
