import { m } from '../../paraglide/messages.js';
import { writePath, show, type Path } from '../file/problem.ts';

/**
 * Where a roadmap file contradicts the record. `path` is the place in the file, `recorded` and `file`
 * are what either says there (undefined for nothing), `message` goes on from the path as a sentence.
 */
export type Difference = { path: string; message: string; recorded: unknown; file: unknown };

export function difference(
	path: Path,
	message: string,
	recorded: unknown,
	file: unknown
): Difference {
	return { path: writePath(path), message, recorded, file };
}

/** One difference for each field in which two JSON values differ. `advice` says what to do instead. */
export function compare(
	recorded: unknown,
	file: unknown,
	path: Path,
	advice: string
): Difference[] {
	if (Object.is(recorded, file) || recorded === file) return [];
	if (Array.isArray(recorded) && Array.isArray(file) && recorded.length === file.length)
		return file.flatMap((item, index) => compare(recorded[index], item, [...path, index], advice));
	if (isObject(recorded) && isObject(file)) {
		const names = new Set([...Object.keys(file), ...Object.keys(recorded)]);
		return [...names].flatMap((name) =>
			compare(recorded[name], file[name], [...path, name], advice)
		);
	}
	const message = m.import_differs({ file: show(file), recorded: show(recorded), advice });
	return [difference(path, message, recorded, file)];
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
