import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/** The environment, read and validated once. `.env.example` describes every variable. */

/** What is taken where nothing is set. */
export const DEFAULTS = { dataDir: './data', port: 3000 };

const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const isOrigin = (value: string) =>
	/^https?:/.test(value) && URL.parse(value)?.origin === value.replace(/\/$/, '');
const onOff = z.enum(['on', 'off'], { error: 'must be "on" or "off"' });

const environment = z
	.object({
		SUPABASE_URL: webAddress.optional(),
		SUPABASE_PUBLISHABLE_KEY: z.string().min(1).optional(),
		SUPABASE_SECRET_KEY: z.string().min(1).optional(),
		DATA_DIR: z.string().default(DEFAULTS.dataDir),
		HOST: z.string().optional(),
		PORT: z.coerce
			.number({ error: 'must be a port number' })
			.int({ error: 'must be a whole number' })
			.min(1, { error: 'must be from 1 to 65535' })
			.max(65535, { error: 'must be from 1 to 65535' })
			.default(DEFAULTS.port),
		ORIGIN: z
			.string()
			.refine(isOrigin, {
				error: 'must be an http or https origin without a path, such as https://roadmap.example.org'
			})
			.optional(),
		ADDRESS_HEADER: z
			.string()
			.regex(/^[\w-]+$/, { error: 'must be the name of a header, such as X-Forwarded-For' })
			.optional(),
		XFF_DEPTH: z.coerce
			.number({ error: 'must be how many proxies stand in front' })
			.int({ error: 'must be a whole number' })
			.min(1, { error: 'must be 1 or more' })
			.optional(),
		DEMO: onOff.optional(),
		SMTP_URL: z
			.url({
				protocol: /^smtps?$/,
				error: 'must be an address such as smtps://user:password@host:465'
			})
			.optional(),
		MAIL_FROM: z.email({ error: 'must be an e-mail address' }).optional()
	})
	.superRefine((env, context) => {
		const refuse = (name: string, message: string) =>
			context.addIssue({ code: 'custom', path: [name], message });
		if (env.SUPABASE_URL) {
			for (const name of ['SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY'] as const)
				if (!env[name]) refuse(name, 'is needed because SUPABASE_URL is set');
			if (env.DEMO === 'on')
				refuse(
					'DEMO',
					'cannot be "on" with SUPABASE_URL: demonstration data and its open sign-in never touch a hosted backend'
				);
		} else {
			for (const name of ['SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY'] as const)
				if (env[name]) refuse(name, 'is set, but SUPABASE_URL is not');
		}
		if (env.XFF_DEPTH && env.ADDRESS_HEADER?.toLowerCase() !== 'x-forwarded-for')
			refuse('XFF_DEPTH', 'is set, but ADDRESS_HEADER is not X-Forwarded-For');
		if (env.SMTP_URL && !env.MAIL_FROM) refuse('MAIL_FROM', 'is needed because SMTP_URL is set');
	});

export type Config = {
	/** Null: the embedded backend. */
	hosted: { url: string; publishableKey: string; secretKey: string } | null;
	/** Absolute path of the embedded backend's directory. */
	dataDir: string;
	/** Where it listens; null where it is not said. */
	host: string | null;
	port: number;
	/** The configured public origin; null means http on whatever host the request names. */
	origin: string | null;
	/** The header, in lower case, in which a proxy names the client; null: the connection tells. */
	addressHeader: string | null;
	/** How many proxies add to X-Forwarded-For. */
	xffDepth: number;
	/** The origin for links that leave the app, as in e-mail. */
	linkOrigin: string;
	demonstration: boolean;
	/** For notices, and for the embedded backend's e-mails; null: a demonstration prints them, others send none. */
	smtp: { url: string; from: string } | null;
};

/** What is wrong with the environment, one line per variable. */
export class ConfigError extends Error {}

/** The process's environment, with what a `.env` file in the working directory adds to it. */
export function environmentOfProcess(): NodeJS.ProcessEnv {
	if (existsSync('.env')) process.loadEnvFile('.env');
	return process.env;
}

/** Reads the configuration; throws a {@link ConfigError} that lists every bad value. */
export function readConfig(variables: Record<string, string | undefined>): Config {
	// An empty variable counts as not set, as in a copied .env.example.
	const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
	const result = environment.safeParse(set);
	if (!result.success) {
		const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
		throw new ConfigError(
			`The environment cannot be used:\n${lines.join('\n')}\nSee .env.example.`
		);
	}
	const env = result.data;
	const origin = env.ORIGIN?.replace(/\/$/, '') ?? null;
	return {
		hosted: env.SUPABASE_URL
			? {
					url: env.SUPABASE_URL,
					publishableKey: env.SUPABASE_PUBLISHABLE_KEY!,
					secretKey: env.SUPABASE_SECRET_KEY!
				}
			: null,
		dataDir: resolve(env.DATA_DIR),
		host: env.HOST ?? null,
		port: env.PORT,
		origin,
		addressHeader: env.ADDRESS_HEADER?.toLowerCase() ?? null,
		xffDepth: env.XFF_DEPTH ?? 1,
		linkOrigin: origin ?? `http://localhost:${env.PORT}`,
		demonstration: !env.SUPABASE_URL && env.DEMO !== 'off',
		smtp: env.SMTP_URL ? { url: env.SMTP_URL, from: env.MAIL_FROM! } : null
	};
}
