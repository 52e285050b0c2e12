import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';

/** What the embedded backend must keep to itself, made on first start (mode 0600). */
const secretsFile = z.object({
	jwtSecret: z.string().min(32),
	publishableKey: z.string(),
	secretKey: z.string(),
	/** The password of the demonstration persons; only in a directory that began as a demonstration. */
	demonstrationPassword: z.string().optional()
});
export type Secrets = z.infer<typeof secretsFile>;

const fileIn = (directory: string) => join(directory, 'secrets.json');

/** Whether a start with the demonstration lets anybody sign in to what the directory holds. */
export function isOpenDemonstration({ hosted, demonstration, dataDir }: Config): boolean {
	if (hosted || !demonstration) return false;
	return !existsSync(fileIn(dataDir)) || read(fileIn(dataDir)).demonstrationPassword !== undefined;
}

const read = (path: string) => secretsFile.parse(JSON.parse(readFileSync(path, 'utf8')));

/** Reads the directory's secrets, or makes them; `demonstration` counts only when they are made. */
export function loadSecrets(directory: string, demonstration: boolean): Secrets {
	const path = fileIn(directory);
	if (existsSync(path)) return read(path);
	const random = () => randomBytes(32).toString('base64url');
	const secrets: Secrets = {
		jwtSecret: random(),
		publishableKey: `sb_publishable_${random()}`,
		secretKey: `sb_secret_${random()}`,
		...(demonstration ? { demonstrationPassword: random() } : {})
	};
	// Whole or not at all: a crash in the middle must not leave half a file behind.
	writeFileSync(`${path}.new`, JSON.stringify(secrets, null, '\t'), { mode: 0o600 });
	renameSync(`${path}.new`, path);
	return secrets;
}
