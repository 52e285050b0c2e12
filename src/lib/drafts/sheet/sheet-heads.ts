import { nearest } from '../../roadmap/file/nearest.ts';
import { COLUMNS, EVIDENCE_COLUMNS, type SheetKind } from './sheet-columns.ts';

/** The head of a sheet as people write it: which column a heading names, and which it may have meant. */

/** No column has a longer name. */
const MOST_LETTERS = 80;
/** Of so many headings that name no column it is searched what they may have meant. */
export const MOST_MEANT = 20;

/**
 * A heading as the functions below take it; blank where it is longer than that of any column. Capitals,
 * hyphens and spaces do not count, nor do the wide letters of Chinese keyboards; gaps stay, or
 * `evidence_1_1_url` would be of item 11. To be done once for each: a letter can stand for eighteen.
 */
export function plainHeading(heading: string): string {
	if (heading.length > MOST_LETTERS) return '';
	const plain = heading
		.normalize('NFKC')
		.trim()
		.toLowerCase()
		.replace(/[\s_-]+/g, '_');
	return plain.length > MOST_LETTERS ? '' : plain;
}

const bare = (plain: string) => plain.replaceAll('_', '');

const CRITERION = /^criterion_?([1-9]\d{0,2})$/;
const EVIDENCE = /^evidence_?([1-9]\d{0,2})_?([a-z].*)$/;

const byBare = (names: readonly string[]) => new Map(names.map((name) => [bare(name), name]));
const NAMES = {
	goals: byBare(COLUMNS.goals),
	updates: byBare(COLUMNS.updates),
	evidence: byBare(EVIDENCE_COLUMNS)
};

/** The column that a plain heading names; null for none. */
export function columnNamed(kind: SheetKind, plain: string): string | null {
	if (kind === 'goals') {
		const match = CRITERION.exec(plain);
		if (match) return `criterion_${match[1]}`;
	} else {
		const match = EVIDENCE.exec(plain);
		const name = match && NAMES.evidence.get(bare(match[2]!));
		if (name) return `evidence_${match[1]}_${name}`;
	}
	return NAMES[kind].get(bare(plain)) ?? null;
}

/** The column that a plain heading that names none may have meant; one of those `taken` is not meant twice. */
export function columnMeant(
	kind: SheetKind,
	plain: string,
	taken: ReadonlySet<string>
): string | undefined {
	if (!plain) return undefined;
	const free = COLUMNS[kind].filter((column) => !taken.has(column));
	return (
		nearest(plain, free) ??
		(kind === 'goals' ? criterionMeant(plain, taken) : evidenceMeant(plain, taken))
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
export function kindOf(plain: readonly string[]): SheetKind | null {
	const named = plain.map((each) => ({
		goals: columnNamed('goals', each),
		updates: columnNamed('updates', each)
	}));
	const goals = named.filter((each) => each.goals && !each.updates).length;
	const updates = named.filter((each) => each.updates && !each.goals).length;
	if (goals || updates) return goals > updates ? 'goals' : 'updates';
	const unknown = plain.filter((each, at) => each && !named[at]!.goals).slice(0, MOST_MEANT);
	const none = new Set<string>();
	const meant = (kind: SheetKind) =>
		unknown.some((each) => columnMeant(kind, each, none) !== undefined);
	return meant('goals') ? 'goals' : meant('updates') ? 'updates' : null;
}
