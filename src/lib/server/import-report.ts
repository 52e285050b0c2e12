import type { ImportStep } from '../roadmap/steps.ts';
import type { ImportResult } from './import.ts';

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
	return { ok: false, lines: [`Nothing was imported. ${result.failure?.message ?? ''}`] };
}

function describe(step: ImportStep): string {
	const goal = 'goal' in step ? ` ${step.goal}` : '';
	return `${step.effective_on}  ${step.kind}${goal}`;
}
