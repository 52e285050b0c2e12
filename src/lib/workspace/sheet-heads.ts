import { nearest } from '../roadmap/nearest.ts';
import { COLUMNS, EVIDENCE_COLUMNS, type SheetKind } from './sheet-columns.ts';

/** The head of a sheet as people write it: which column a heading names, and which it may have meant. */

/** Capitals, spaces, hyphens and underscores do not count, nor do the wide letters of Chinese keyboards. */
const bare = (heading: string) =>
	heading
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s_-]+/g, '');

/** With the gaps, or `evidence_1_1_url` would be of item 11. */
const gaps = (heading: string) =>
	heading
		.normalize('NFKC')
		.trim()
		.toLowerCase()
		.replace(/[\s_-]+/g, '_');

const CRITERION = /^criterion_?([1-9]\d{0,2})$/;
const EVIDENCE = /^evidence_?([1-9]\d{0,2})_?([a-z].*)$/;

const byBare = (names: readonly string[]) => new Map(names.map((name) => [bare(name), name]));
const NAMES = {
	goals: byBare(COLUMNS.goals),
	updates: byBare(COLUMNS.updates),
	evidence: byBare(EVIDENCE_COLUMNS)
};

/** The column that a heading names; null for none. */
export function columnNamed(kind: SheetKind, heading: string): string | null {
	if (kind === 'goals') {
		const match = CRITERION.exec(gaps(heading));
		if (match) return `criterion_${match[1]}`;
	} else {
		const match = EVIDENCE.exec(gaps(heading));
		const name = match && NAMES.evidence.get(bare(match[2]!));
		if (name) return `evidence_${match[1]}_${name}`;
	}
	return NAMES[kind].get(bare(heading)) ?? null;
}

/** The column that a heading that names none may have meant; one of those `taken` is not meant twice. */
export function columnMeant(
	kind: SheetKind,
	heading: string,
	taken: ReadonlySet<string>
): string | undefined {
	const written = gaps(heading);
	// No misspelling of anything, and not worth a search.
	if (!written || written.length > 80) return undefined;
	const free = COLUMNS[kind].filter((column) => !taken.has(column));
	return (
		nearest(written, free) ??
		(kind === 'goals' ? criterionMeant(written, taken) : evidenceMeant(written, taken))
	);
}

function criterionMeant(written: string, taken: ReadonlySet<string>): string | undefined {
	const [, list, number] = /^(\D+?)_?0*([1-9]\d{0,2})?$/.exec(written) ?? [];
	if (!list || !nearest(list, ['criterion', 'criteria'])) return undefined;
	return numbered((place) => `criterion_${place}`, number, taken);
}

function evidenceMeant(written: string, taken: ReadonlySet<string>): string | undefined {
	const [, list, number, rest] =
		/^([a-z]+?)_?0*([1-9]\d{0,2})_?([a-z].*)$/.exec(written) ??
		/^(evidence)()_?(.*)$/.exec(written) ??
		[];
	const isEvidence = list !== undefined && nearest(list, ['evidence']) !== undefined;
	const name = nearest(isEvidence ? rest! : written, EVIDENCE_COLUMNS);
	if (!name) return undefined;
	return numbered((place) => `evidence_${place}_${name}`, isEvidence ? number : '', taken);
}

/** With the number that was written, or else the first that is free. */
function numbered(
	column: (number: number) => string,
	written: string | undefined,
	taken: ReadonlySet<string>
): string | undefined {
	let number = Number(written || 1);
	while (!written && taken.has(column(number))) number += 1;
	return taken.has(column(number)) ? undefined : column(number);
}

/** Columns that only one of the two sheets has tell which it is; null where there are none. */
export function kindOf(headings: readonly string[]): SheetKind | null {
	const count = (kind: SheetKind, other: SheetKind) =>
		headings.filter((each) => columnNamed(kind, each) && !columnNamed(other, each)).length;
	const goals = count('goals', 'updates');
	const updates = count('updates', 'goals');
	if (goals || updates) return goals > updates ? 'goals' : 'updates';
	const none = new Set<string>();
	const meant = (kind: SheetKind) =>
		headings.slice(0, 100).some((each) => columnMeant(kind, each, none) !== undefined);
	return meant('goals') ? 'goals' : meant('updates') ? 'updates' : null;
}
