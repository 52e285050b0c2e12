import type { ImportStep } from '../../roadmap/plan/steps.ts';
import type { ImportResult } from './import.ts';
import type { Import } from './store.ts';

/** Below so many entries an import is over before anybody wonders. */
const LONG = 500;

/** Says how far a long import is, each time that another tenth of a stage is done. */
export function progress(say: (line: string) => void): (now: Import) => void {
	let said = '';
	return ({ state, added, rehearsed, settled, total }) => {
		const [stage, done] =
			state === 'adding'
				? ['sent', added]
				: state === 'ready'
					? ['checked; nothing is public yet', rehearsed]
					: ['public, and in the workspace', settled];
		const line = `${Math.floor((10 * done) / total) * 10} % ${stage}`;
		if (total < LONG || state === 'refused' || line === said) return;
		said = line;
		say(`${line} (${done} of ${total})`);
	};
}

/** The result of an import as lines of text for the terminal. */
export function reportImport(result: ImportResult): { ok: boolean; lines: string[] } {
	if (result.ok) {
		const done = result.added
			? `${result.slug}: ${result.previewOnly ? 'would add' : 'added'} ${result.added} ${result.added === 1 ? 'entry' : 'entries'}.`
			: `${result.slug}: nothing to add; the record has all of it.`;
		const steps = result.steps.map((step) => `  ${describe(step)}`);
		return { ok: true, lines: [done, ...steps, ...result.notes.map((note) => `Note: ${note}`)] };
	}
	if (result.problems)
		return {
			ok: false,
			lines: [
				`Nothing was imported. The file has ${result.problems.length} ${result.problems.length === 1 ? 'problem' : 'problems'}:`,
				...result.problems.map(({ path, message }) => `  ${path || '(file)'}: ${message}`)
			]
		};
	if (result.differences)
		return {
			ok: false,
			lines: [
				'Nothing was imported. The file contradicts the record, which never changes:',
				...result.differences.map(({ path, message }) => `  ${path || '(file)'}: ${message}`)
			]
		};
	return { ok: false, lines: [`${whatStands(result)} ${result.failure?.message ?? ''}`] };
}

/** What became of an import that failed, and what to do where it cannot be told from the reason. */
function whatStands({ published }: { published?: boolean | null }): string {
	if (published)
		return 'The entries are public, but not all of them are in the workspace yet. They follow once the server runs, or with the next npm run import; nothing is imported twice.';
	if (published === null)
		return 'It is not certain whether the entries were published. Run this again: nothing is imported twice.';
	return 'Nothing was imported.';
}

function describe(step: ImportStep): string {
	const goal = 'goal' in step ? ` ${step.goal}` : '';
	return `${step.effective_on}  ${step.kind}${goal}`;
}
