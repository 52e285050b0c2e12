import { randomUUID } from 'node:crypto';
import { mail, type Facts, type Mail, type Template } from './mails.ts';
import { hashOf, newCode, people, shown, type Query, type User } from './people.ts';
import { EXPIRES, sessions, type Session } from './sessions.ts';

/** What GoTrue answers, for the part that Waymark uses: see README.md beside this file. */

export type Options = {
	/** On the database with the schema `auth`, as its owner. */
	query: Query;
	jwtSecret: string;
	secretKey: string;
	publishableKey: string;
	/** The project's Site URL. */
	siteUrl: string;
	/** Takes each mail. */
	mail: (mail: Mail) => void;
	/** Whether strangers may sign up. */
	signUps?: boolean;
	/** Seconds between two mails of a kind to one person. */
	mailEvery?: number;
};

/** On whose behalf a request came; `client` only where the secret key vouched for it. */
export type Seen = { path: string; client: string | null };

class Refusal extends Error {
	readonly status: number;
	readonly code: string;
	constructor(status: number, code: string, message: string) {
		super(message);
		this.status = status;
		this.code = code;
	}
}
const refuse = (status: number, code: string, message: string): never => {
	throw new Refusal(status, code, message);
};

type Body = Record<string, unknown>;
type Call = { body: Body; redirectTo: string; request: Request; url: URL };

export function authDouble(options: Options) {
	const { jwtSecret, secretKey, publishableKey, siteUrl, signUps = true, mailEvery = 60 } = options;
	const persons = people(options.query);
	const open = sessions(jwtSecret);
	const requests: Seen[] = [];

	/** The pair of tokens, for one who has proven who they are. */
	async function signedIn(user: User, session = open.begin(user), refresh_token?: string) {
		await persons.change(user.id, { last_sign_in_at: new Date() });
		const now = (await persons.byId(user.id))!;
		return {
			access_token: open.accessToken(now, session),
			token_type: 'bearer',
			expires_in: EXPIRES,
			expires_at: Math.floor(Date.now() / 1_000) + EXPIRES,
			refresh_token: refresh_token ?? open.newToken(session, null),
			user: shown(now)
		};
	}

	function post(template: Template, to: string, user: User, token: Partial<Facts>, back: string) {
		const facts = {
			Email: user.email,
			NewEmail: user.email_change ?? '',
			Token: '',
			TokenHash: ''
		};
		const from = { SiteURL: siteUrl, RedirectTo: back };
		options.mail(mail(template, to, { ...facts, ...from, ...token }));
	}

	function wait(sentAt: User['recovery_sent_at']) {
		if (sentAt !== null && Date.now() < new Date(sentAt).getTime() + mailEvery * 1_000)
			refuse(
				429,
				'over_email_send_rate_limit',
				'For security purposes, you can only request this later.'
			);
	}

	/** “Confirm signup” or “Invite”: both are proven by the same token. */
	async function confirmation(user: User, template: 'confirmation' | 'invite', back: string) {
		if (template === 'confirmation') wait(user.confirmation_sent_at);
		const Token = newCode();
		const TokenHash = hashOf(user.email, Token);
		post(template, user.email, user, { Token, TokenHash }, back);
		const invited = template === 'invite' ? { invited_at: new Date() } : {};
		await persons.change(user.id, {
			confirmation_token: TokenHash,
			confirmation_sent_at: new Date(),
			...invited
		});
		return (await persons.byId(user.id))!;
	}

	async function signUp(email: string, password: string, back: string) {
		if (!signUps) refuse(422, 'signup_disabled', 'Signups not allowed for this instance');
		const known = await persons.byEmail(email);
		if (known?.email_confirmed_at) {
			await persons.log('user_repeated_signup', known);
			const made_up = {
				...known,
				id: randomUUID(),
				email_confirmed_at: null,
				last_sign_in_at: null
			};
			const now = new Date();
			return shown(
				{
					...made_up,
					created_at: now,
					updated_at: now,
					confirmation_sent_at: now,
					invited_at: null
				},
				{ identities: false }
			);
		}
		// Whoever came first chose the password of one that is there.
		const user = known ?? (await persons.create(email, password));
		await persons.log('user_confirmation_requested', user);
		const asked = await confirmation(user, 'confirmation', back);
		return shown(asked, { identities: asked.invited_at === null });
	}

	async function otp({ body, redirectTo }: Call) {
		const email = text(body, 'email');
		const user = await persons.byEmail(email);
		if (!user && body.create_user === false)
			refuse(422, 'otp_disabled', 'Signups not allowed for otp');
		if (!user?.email_confirmed_at) {
			await signUp(email, randomUUID(), redirectTo);
			return {};
		}
		wait(user.recovery_sent_at);
		const Token = newCode();
		const TokenHash = hashOf(user.email, Token);
		post('magic_link', user.email, user, { Token, TokenHash }, redirectTo);
		await persons.change(user.id, { recovery_token: TokenHash, recovery_sent_at: new Date() });
		await persons.log('user_recovery_requested', user);
		return {};
	}

	async function verify({ body }: Call) {
		const type = text(body, 'type');
		const byHash = typeof body.token_hash === 'string';
		const hash = byHash
			? text(body, 'token_hash')
			: hashOf(text(body, 'email'), text(body, 'token'));
		const user = await persons.byToken(COLUMNS[type] ?? [], hash);
		const sentAt =
			user?.recovery_token === hash
				? user.recovery_sent_at
				: type === 'email_change'
					? user?.email_change_sent_at
					: user?.confirmation_sent_at;
		const late = !sentAt || Date.now() > new Date(sentAt).getTime() + 600_000;
		if (!user || !hash || late || (!byHash && user.email !== text(body, 'email').toLowerCase()))
			return refuse(403, 'otp_expired', 'Token has expired or is invalid');

		if (type === 'email_change') {
			if (user.email_change_confirm_status === 0) {
				const which =
					user.email_change_token_current === hash
						? 'email_change_token_current'
						: 'email_change_token_new';
				await persons.change(user.id, { email_change_confirm_status: 1, [which]: '' });
				return {
					code: '200',
					msg: 'Confirmation link accepted. Please proceed to confirm link sent to the other email'
				};
			}
			await persons.change(user.id, {
				email: user.email_change!,
				email_change: '',
				email_change_token_current: '',
				email_change_token_new: '',
				email_change_confirm_status: 0
			});
		} else {
			const recovers = user.recovery_token === hash;
			await persons.change(user.id, {
				...(recovers ? { recovery_token: '' } : { confirmation_token: '' }),
				...(user.email_confirmed_at ? {} : { email_confirmed_at: new Date() }),
				...(user.encrypted_password ? {} : { encrypted_password: await persons.hash(randomUUID()) })
			});
			await persons.log(recovers ? 'login' : 'user_signedup', user);
		}
		return signedIn((await persons.byId(user.id))!);
	}

	async function password({ body }: Call) {
		const user = await persons.byEmail(text(body, 'email'));
		if (!user || !(await persons.hasPassword(user, text(body, 'password'))))
			return refuse(400, 'invalid_credentials', 'Invalid login credentials');
		if (!user.email_confirmed_at) refuse(400, 'email_not_confirmed', 'Email not confirmed');
		await persons.log('login', user);
		return signedIn(user);
	}

	async function refresh({ body }: Call) {
		const given = text(body, 'refresh_token');
		const session = open.byToken(given);
		const user = session && (await persons.byId(session.user));
		if (!session || !user)
			return refuse(
				400,
				'refresh_token_not_found',
				'Invalid Refresh Token: Refresh Token Not Found'
			);
		const next = open.swap(session, given);
		if (next === null)
			return refuse(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
		return signedIn(user, session, next);
	}

	/** Whose request it is, by the access token. */
	async function self(request: Request): Promise<{ user: User; session: Session }> {
		const jwt = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
		const claims = open.claims(jwt);
		if (!claims) return refuse(403, 'bad_jwt', 'invalid JWT');
		const user = await persons.byId(claims.sub);
		if (!user) return refuse(403, 'user_not_found', 'User from sub claim in JWT does not exist');
		const session = open.byId(claims.session_id);
		if (!session)
			return refuse(
				403,
				'session_not_found',
				'Session from session_id claim in JWT does not exist'
			);
		return { user, session };
	}

	async function changeUser({ body, redirectTo, request }: Call) {
		const { user, session } = await self(request);
		const email = text(body, 'email').toLowerCase();
		if (email && email !== user.email && (await persons.byEmail(email)))
			refuse(422, 'email_exists', 'A user with this email address has already been registered');
		if (typeof body.password === 'string') {
			if (Date.now() > session.begun + 24 * 3_600_000)
				refuse(400, 'reauthentication_needed', 'Password update requires reauthentication');
			if (body.password.length < 10)
				refuse(422, 'weak_password', 'Password should be at least 10 characters.');
			if (await persons.hasPassword(user, body.password))
				refuse(422, 'same_password', 'New password should be different from the old password.');
			await persons.change(user.id, {
				encrypted_password: await persons.hash(body.password),
				confirmation_token: '',
				recovery_token: '',
				email_change_token_current: '',
				email_change_token_new: ''
			});
			open.end(user.id, ({ id }) => id !== session.id);
			await persons.log('user_updated_password', user);
		}
		if (email && email !== user.email) {
			wait(user.email_change_sent_at);
			const codes = { present: newCode(), next: newCode() };
			const current = hashOf(user.email, codes.present);
			const next = hashOf(email, codes.next);
			const changing = { ...user, email_change: email };
			post('email_change', email, changing, { Token: codes.next, TokenHash: next }, redirectTo);
			post(
				'email_change',
				user.email,
				changing,
				{ Token: codes.present, TokenHash: current },
				redirectTo
			);
			await persons.change(user.id, {
				email_change: email,
				email_change_token_current: current,
				email_change_token_new: next,
				email_change_sent_at: new Date(),
				email_change_confirm_status: 0
			});
		}
		return shown((await persons.byId(user.id))!);
	}

	async function signOut({ request, url }: Call) {
		const { user, session } = await self(request);
		const scope = url.searchParams.get('scope') ?? 'global';
		open.end(
			user.id,
			({ id }) => scope === 'global' || (id === session.id) === (scope === 'local')
		);
		return null;
	}

	async function invite({ body, redirectTo }: Call) {
		const email = text(body, 'email');
		const known = await persons.byEmail(email);
		if (known?.email_confirmed_at)
			refuse(422, 'email_exists', 'A user with this email address has already been registered');
		return shown(
			await confirmation(known ?? (await persons.create(email, null)), 'invite', redirectTo)
		);
	}

	async function createUser({ body }: Call) {
		const email = text(body, 'email');
		if (await persons.byEmail(email))
			refuse(422, 'email_exists', 'A user with this email address has already been registered');
		const confirmed = body.email_confirm === true ? { email_confirmed_at: new Date() } : {};
		return shown(await persons.create(email, text(body, 'password') || randomUUID(), confirmed));
	}

	const ROUTES: Record<string, (call: Call) => Promise<object | null>> = {
		'POST /signup': ({ body, redirectTo }) =>
			signUp(text(body, 'email'), text(body, 'password'), redirectTo),
		'POST /otp': otp,
		'POST /verify': verify,
		'POST /token password': password,
		'POST /token refresh_token': refresh,
		'GET /user': async ({ request }) => shown((await self(request)).user),
		'PUT /user': changeUser,
		'POST /logout': signOut
	};
	const FOR_THE_SECRET_KEY: typeof ROUTES = {
		'POST /invite': invite,
		'POST /admin/users': createUser
	};

	return {
		requests,
		async fetch(request: Request): Promise<Response> {
			const url = new URL(request.url);
			const path = url.pathname.replace('/auth/v1', '');
			const key = request.headers.get('apikey');
			const admin = key === secretKey;
			if (!admin && key !== publishableKey)
				return Response.json({ message: 'Invalid API key' }, { status: 401 });
			requests.push({ path, client: admin ? request.headers.get('sb-forwarded-for') : null });
			const name = [request.method, path].join(' ');
			const grant = url.searchParams.get('grant_type');
			const routed = grant ? `${name} ${grant}` : name;
			const route = ROUTES[routed] ?? (admin ? FOR_THE_SECRET_KEY[routed] : undefined);
			if (!route)
				return answer(404, 'not_found', `${name} is not for this key, or not in the double.`);
			try {
				const body = request.body ? ((await request.json()) as Body) : {};
				const redirectTo = url.searchParams.get('redirect_to') ?? '';
				// As GoTrue: to the site itself, or to the site.
				const back = redirectTo.startsWith(siteUrl) ? redirectTo : siteUrl;
				const found = await route({ body, redirectTo: back, request, url });
				return found === null ? new Response(null, { status: 204 }) : Response.json(found);
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				return answer(error.status, error.code, error.message);
			}
		}
	};
}
export type AuthDouble = ReturnType<typeof authDouble>;

const text = (body: Body, name: string) => (typeof body[name] === 'string' ? body[name] : '');
const answer = (code: number, error_code: string, msg: string) =>
	Response.json({ code, error_code, msg }, { status: code });

/** Where the token of a type stands. */
const COLUMNS: Record<string, (keyof User)[]> = {
	email: ['confirmation_token', 'recovery_token'],
	signup: ['confirmation_token'],
	invite: ['confirmation_token'],
	magiclink: ['recovery_token'],
	recovery: ['recovery_token'],
	email_change: ['email_change_token_current', 'email_change_token_new']
};
