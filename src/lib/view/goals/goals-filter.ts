import { m } from '../../paraglide/messages.js';
import { AREAS, GOAL_STATES, GRADES, type Area, type GoalState } from '../../record/vocabulary.ts';
import type { AsOf } from '../shared/as-of.ts';
import { BADGES } from '../shared/badges.ts';
import { gradeName } from '../shared/words.ts';

/** Goals of which something is to be seen; each may hold of a goal in any state. */
export const MARKS = [
	'scored',
	'left_out',
	'overdue',
	'changed',
	'narrowed',
	'date_moved',
	'reworded',
	'new',
	'stale',
	'unsupported',
	'conditional'
] as const;
export type Mark = (typeof MARKS)[number];

/** In what order the goals stand. */
export const SORTS = ['area', 'slip', 'target', 'updated', 'grade', 'title'] as const;
export type Sort = (typeof SORTS)[number];

/** What a grade is asked by: its number, or that there is none. */
const GRADE_VALUES = [...GRADES.map(String), 'none'];

/** What the list of goals is narrowed to, as its address says; an empty text is no filter. */
export type GoalsFilter = {
	/** Words that title, statement, criteria or narratives hold. */
	q: string;
	area: Area | '';
	grade: string;
	state: GoalState | '';
	show: Mark | '';
	sort: Sort | '';
};

export const NO_GOALS_FILTER: GoalsFilter = {
	q: '',
	area: '',
	grade: '',
	state: '',
	show: '',
	sort: ''
};
const FIELDS = Object.keys(NO_GOALS_FILTER) as (keyof GoalsFilter)[];

/** In UTF-16 units. */
export const LONGEST_QUERY = 200;

const ALLOWED: Record<keyof GoalsFilter, (value: string) => boolean> = {
	q: (value) => value.length <= LONGEST_QUERY,
	area: among(AREAS),
	grade: among(GRADE_VALUES),
	state: among(GOAL_STATES),
	show: among(MARKS),
	sort: among(SORTS)
};

/** Reads the filter from an address; `unknown` names the first parameter with an unknown value. */
export function readGoalsFilter(
	params: URLSearchParams
): { filter: GoalsFilter } | { unknown: keyof GoalsFilter } {
	const given = FIELDS.map((field) => [field, params.get(field)?.trim() ?? ''] as const);
	const wrong = given.find(([field, value]) => value !== '' && !ALLOWED[field](value));
	return wrong
		? { unknown: wrong[0] }
		: { filter: Object.fromEntries(given) as unknown as GoalsFilter };
}

/** The query of the list of goals, with its question mark. */
export function goalsQuery(filter: Partial<GoalsFilter>, asOf: AsOf, page = 1): string {
	const params = new URLSearchParams();
	for (const field of FIELDS) if (filter[field]) params.set(field, filter[field]);
	if (asOf.given) params.set('as_of', asOf.day);
	if (page > 1) params.set('page', String(page));
	return params.size > 0 ? `?${params}` : '';
}

/** The filters in words, such as "security, partial, overdue"; empty where there is none. */
export function goalsFilterWords(
	{ q, area, grade, state, show }: GoalsFilter,
	transcribed: boolean
): string {
	const words = [
		area && m.area_name({ area }),
		grade && gradeWord(grade),
		state && BADGES[state].word(),
		show && markWord(show, transcribed)
	]
		.filter(Boolean)
		.map((word) => word.toLowerCase());
	return [...words, ...(q ? [m.goals_words({ q })] : [])].join(m.list_comma());
}

/** What a mark is called. Who transcribes knows only what was found. */
export function markWord(show: Mark, transcribed: boolean): string {
	return transcribed && show === 'overdue' ? m.outcome_not_found() : m.goals_show({ show });
}

/** The name of a grade as the address has it. */
function gradeWord(value: string): string {
	return gradeName(GRADES.find((grade) => String(grade) === value) ?? null);
}

export const gradeValues = () => GRADE_VALUES.map((value) => ({ value, name: gradeWord(value) }));

function among(values: readonly string[]) {
	return (value: string) => values.includes(value);
}
