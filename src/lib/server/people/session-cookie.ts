import { z } from 'zod';
import { AUTH } from '../backend/auth-settings.ts';

/**
 * The cookies of a session, looked at before the auth library sees them: it takes what stands in them for
 * sound, throws where a token is no text, and asks the server again for half a minute where one is text
 * that no database takes.
 */

type Cookie = { name: string; value: string };

/** A session is cut into `….0`, `….1` where it is too long for one cookie. */
const NAME = /^sb-[\w-]+-auth-token(\.(\d+))?$/;
const PREFIX = 'base64-';

const session = z.looseObject({
	access_token: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
	refresh_token: z.string().regex(/^[\w.-]{1,500}$/),
	expires_at: z.number()
});

/** The cookies, without those of a session that cannot be one. */
export function soundCookies(cookies: readonly Cookie[]): Cookie[] {
	const parts = cookies.filter(({ name }) => NAME.test(name));
	return isSession(joined(parts)) ? [...cookies] : cookies.filter((each) => !parts.includes(each));
}

/** As the library joins them: the whole one, or else the pieces in their order up to the first gap. */
function joined(parts: readonly Cookie[]): string {
	const numberOf = ({ name }: Cookie) => NAME.exec(name)?.[2];
	const whole = parts.find((part) => numberOf(part) === undefined);
	if (whole?.value) return whole.value;
	let text = '';
	for (let index = 0; ; index += 1) {
		const piece = parts.find((part) => numberOf(part) === String(index));
		if (!piece?.value) return text;
		text += piece.value;
	}
}

function isSession(text: string): boolean {
	if (!text.startsWith(PREFIX)) return false;
	try {
		const json = Buffer.from(text.slice(PREFIX.length), 'base64url').toString('utf8');
		return session.safeParse(JSON.parse(json)).success;
	} catch {
		return false;
	}
}

/**
 * What the library sets a session's cookie with, for no longer than the session can last: it says 400 days.
 * The cookie is set anew with every renewal, and a session ends after a week without one.
 */
export const endingInTime = <Options extends { maxAge?: number }>(options: Options): Options => ({
	...options,
	maxAge: Math.min(options.maxAge ?? AUTH.idle, AUTH.idle)
});
