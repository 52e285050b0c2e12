import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { User } from './people.ts';

/** Sessions and their tokens, in memory. Times in milliseconds. */

type Token = { text: string; parent: string | null; revoked: boolean; used: number };
export type Session = { id: string; user: string; begun: number; tokens: Token[] };

const ACCESS_SECONDS = 600;
const REUSE = 10_000;

export function sessions(jwtSecret: string) {
	const all = new Map<string, Session>();

	const begin = (user: User): Session => {
		const session = { id: randomUUID(), user: user.id, begun: Date.now(), tokens: [] };
		all.set(session.id, session);
		return session;
	};

	const newToken = (session: Session, parent: string | null): string => {
		const text = randomBytes(9).toString('base64url');
		session.tokens.push({ text, parent, revoked: false, used: Date.now() });
		return text;
	};

	return {
		begin,
		newToken,
		byId: (id: unknown) => all.get(id as string) ?? null,
		byToken: (text: string) =>
			[...all.values()].find(({ tokens }) => tokens.some((token) => token.text === text)) ?? null,
		end(user: string, which: (session: Session) => boolean): void {
			for (const session of all.values())
				if (session.user === user && which(session)) all.delete(session.id);
		},

		/** The token that takes the place of one, as GoTrue's `RefreshTokenGrant` decides; null: used already. */
		swap(session: Session, text: string): string | null {
			const token = session.tokens.find((each) => each.text === text)!;
			if (token.revoked) {
				const active = session.tokens.findLast(({ revoked }) => !revoked);
				if (active?.parent === text) return active.text;
				if (Date.now() > token.used + REUSE) {
					for (const each of session.tokens) each.revoked = true;
					return null;
				}
			}
			token.revoked = true;
			token.used = Date.now();
			return newToken(session, text);
		},

		accessToken(user: User, session: Session): string {
			const now = Math.floor(Date.now() / 1_000);
			const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
			const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({
				sub: user.id,
				aud: 'authenticated',
				role: 'authenticated',
				email: user.email,
				session_id: session.id,
				iat: now,
				exp: now + ACCESS_SECONDS
			})}`;
			return `${body}.${signature(body, jwtSecret)}`;
		},

		/** The claims of a token that was made here and has not ended; null for others. */
		claims(jwt: string): { sub: string; session_id: string } | null {
			const [head, body, signed] = jwt.split('.');
			if (!body || signature(`${head}.${body}`, jwtSecret) !== signed) return null;
			const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
			return claims.exp * 1_000 > Date.now() ? claims : null;
		}
	};
}

export const EXPIRES = ACCESS_SECONDS;
const signature = (text: string, secret: string) =>
	createHmac('sha256', secret).update(text).digest('base64url');
