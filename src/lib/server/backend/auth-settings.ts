/**
 * What both backends are told of sessions and e-mails: the embedded one here, a hosted project by
 * supabase/config.toml. A test compares the two.
 */

/** Seconds. */
export const AUTH = {
	/** How long an access token is good, whatever becomes of its session. */
	accessToken: 600,
	/** How long a refresh token that was used may come again, as parallel requests of one page send it. */
	reuse: 10,
	/** After so long without use a session ends: a week. */
	idle: 7 * 24 * 3_600,
	/** After so long a session ends in any case: thirty days. */
	longest: 30 * 24 * 3_600,
	/** How long a code and a link from an e-mail work. */
	mailed: 600
};

/** A time as both backends' settings write it. */
export const inHours = (seconds: number) => `${seconds / 3_600}h`;
