import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_LIMIT } from '../../record/media-types.ts';
import type { ImportStep } from '../../roadmap/plan/steps.ts';
import type { Client } from '../backend/backend.ts';
import type { Failure } from '../database/failure.ts';
import { hashOf, storeAsOperator } from '../files/put.ts';

/** Files that come with a roadmap file: whoever runs the instance has them in a directory, under any names. */

/** By SHA-256. */
export type FilesAtHand = ReadonlyMap<string, { name: string; path: string }>;

/** What lies in a directory, not below it; of what is too large to be evidence nothing is read. */
export async function filesIn(directory: string): Promise<FilesAtHand> {
	const found = new Map<string, { name: string; path: string }>();
	for (const name of (await readdir(directory)).sort()) {
		const path = join(directory, name);
		const { size, isFile } = await stat(path).then((at) => ({
			size: at.size,
			isFile: at.isFile()
		}));
		if (isFile && size <= FILE_LIMIT) found.set(hashOf(await readFile(path)), { name, path });
	}
	return found;
}

/**
 * Sends the files that the steps name and returns the steps, in which each item says what its file is called; or
 * why one of them cannot be evidence. An import that fails later leaves bytes of which nothing is known.
 */
export async function withFiles(
	client: Client,
	slug: string,
	steps: readonly ImportStep[],
	files: FilesAtHand
): Promise<{ steps: ImportStep[] } | { failure: Failure }> {
	const names = new Map<string, string>();
	for (const sha256 of new Set(steps.flatMap(filesOf))) {
		const at = files.get(sha256);
		if (!at) continue;
		const kept = await storeAsOperator(client, slug, await readFile(at.path), at.name);
		if ('failure' in kept) return kept;
		names.set(sha256, kept.file.name);
	}
	return { steps: steps.map((step) => named(step, names)) };
}

const filesOf = (step: ImportStep) =>
	evidenceOf(step).flatMap(({ sha256 }) => (sha256 === undefined ? [] : [sha256]));

type Item = { sha256?: string | undefined; name?: string | undefined };
const evidenceOf = (step: ImportStep): readonly Item[] =>
	'evidence' in step && typeof step.evidence !== 'string' ? step.evidence : [];

function named(step: ImportStep, names: ReadonlyMap<string, string>): ImportStep {
	if (!evidenceOf(step).length) return step;
	const evidence = evidenceOf(step).map((item) => {
		const name = item.name ?? names.get(item.sha256 ?? '');
		return name === undefined ? item : { ...item, name };
	});
	return { ...step, evidence } as ImportStep;
}
