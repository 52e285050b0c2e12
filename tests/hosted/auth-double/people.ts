import { createHash, randomInt, randomUUID } from 'node:crypto';
import bcrypt from 'bcryptjs';

/** Accounts in the schema `auth` of a database. */

export type Query = (
	sql: string,
	parameters?: unknown[]
) => Promise<{ rows: Record<string, unknown>[] }>;

type Time = string | Date | null;
export type User = {
	id: string;
	email: string;
	encrypted_password: string | null;
	email_confirmed_at: Time;
	invited_at: Time;
	confirmation_token: string | null;
	confirmation_sent_at: Time;
	recovery_token: string | null;
	recovery_sent_at: Time;
	email_change: string | null;
	email_change_token_current: string | null;
	email_change_token_new: string | null;
	email_change_sent_at: Time;
	email_change_confirm_status: number;
	last_sign_in_at: Time;
	raw_user_meta_data: Record<string, unknown>;
	created_at: Time;
	updated_at: Time;
};
export type Changes = Partial<Omit<User, 'id' | 'raw_user_meta_data'>>;

export const APP_METADATA = { provider: 'email', providers: ['email'] };
/** GoTrue's is ten; the tests are not about how long that takes. */
const COST = 4;

export function people(query: Query) {
	const one = async (condition: string, ...parameters: unknown[]) => {
		const { rows } = await query(`select * from auth.users where ${condition}`, parameters);
		return (rows[0] as User | undefined) ?? null;
	};
	return {
		byId: (id: string) => one('id = $1', id),
		byEmail: (email: string) => one('email = $1', email.toLowerCase()),
		byToken: (columns: (keyof User)[], token: string) =>
			one(columns.map((column) => `${column} = $1`).join(' or '), token),

		/** `password` null: has none yet. */
		async create(email: string, password: string | null, more: Changes = {}): Promise<User> {
			const id = randomUUID();
			const hash = password === null ? null : await bcrypt.hash(password, COST);
			await query(
				`insert into auth.users (id, aud, role, email, encrypted_password, raw_app_meta_data,
				   raw_user_meta_data, created_at, updated_at)
				 values ($1, 'authenticated', 'authenticated', $2, $3, $4, '{}', now(), now())`,
				[id, email.toLowerCase(), hash, JSON.stringify(APP_METADATA)]
			);
			await query(
				`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
				 values ($1, 'email', $2::uuid::text, $2::uuid, $3)`,
				[randomUUID(), id, JSON.stringify({ sub: id, email: email.toLowerCase() })]
			);
			await this.change(id, more);
			return (await this.byId(id))!;
		},

		async change(id: string, changes: Changes): Promise<void> {
			const columns = Object.keys(changes);
			if (!columns.length) return;
			await query(
				`update auth.users set ${columns.map((column, at) => `${column} = $${at + 2}`).join(', ')},
				 updated_at = now() where id = $1`,
				[id, ...Object.values(changes)]
			);
		},

		hash: (password: string) => bcrypt.hash(password, COST),
		hasPassword: (user: User, password: string) =>
			user.encrypted_password ? bcrypt.compare(password, user.encrypted_password) : false,

		/** Who did what, with their address, as GoTrue keeps it. */
		async log(action: string, user: Pick<User, 'id' | 'email'>): Promise<void> {
			const payload = { action, actor_id: user.id, actor_username: user.email };
			await query(
				`insert into auth.audit_log_entries (id, payload, created_at, ip_address) values ($1, $2, now(), '')`,
				[randomUUID(), JSON.stringify(payload)]
			);
		}
	};
}

export const newCode = () => `${randomInt(1_000_000)}`.padStart(6, '0');
/** What stands for a code in the database and in links. */
export const hashOf = (email: string, code: string) =>
	createHash('sha224')
		.update(email.toLowerCase() + code)
		.digest('hex');

/** A user as JSON; `identities`: none of somebody who must not be known. */
export function shown(user: User, { identities = true } = {}) {
	const time = (value: Time) => (value === null ? undefined : new Date(value).toISOString());
	return {
		id: user.id,
		aud: 'authenticated',
		role: 'authenticated',
		email: user.email,
		phone: '',
		email_confirmed_at: time(user.email_confirmed_at),
		confirmed_at: time(user.email_confirmed_at),
		invited_at: time(user.invited_at),
		confirmation_sent_at: time(user.confirmation_sent_at),
		recovery_sent_at: time(user.recovery_sent_at),
		new_email: user.email_change || undefined,
		email_change_sent_at: time(user.email_change_sent_at),
		last_sign_in_at: time(user.last_sign_in_at),
		app_metadata: APP_METADATA,
		user_metadata: user.raw_user_meta_data,
		identities: identities
			? [{ id: user.id, user_id: user.id, provider: 'email', identity_data: { email: user.email } }]
			: [],
		created_at: time(user.created_at),
		updated_at: time(user.updated_at),
		is_anonymous: false
	};
}
