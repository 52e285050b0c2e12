import { escapeFormula, writeCsv } from '../../drafts/sheet/csv.ts';
import type { MethodNumber } from '../../scoring/types.ts';
import type { Trend } from './trend.ts';

/** What a file of a trend says of itself in each of its rows. */
export type TrendFile = {
	organization: string;
	/** The day that it speaks of. */
	as_of: string;
	method: MethodNumber;
	/** The entry up to which the record stood. */
	seq: number;
};

/** Columns have no language: programs read them. */
const COLUMNS = [
	...['organization', 'area', 'as_of', 'method', 'record_position', 'row', 'day'],
	...['goals', 'claimed', 'evidenced', 'gap', 'event', 'weakens', 'goal', 'title', 'text', 'entry']
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * A trend as comma-separated values: a row for each of its points, then one for each event that it marks,
 * in order of time. Scores are rounded to four decimals.
 */
export function trendCsv(trend: Trend, file: TrendFile): string {
	const every: Row = {
		organization: file.organization,
		area: trend.of === 'overall' ? '' : trend.of,
		as_of: file.as_of,
		method: String(file.method),
		record_position: String(file.seq)
	};
	const rows: Row[] = [...trend.points.map(pointRow), ...eventRows(trend)];
	return writeCsv([
		COLUMNS,
		...rows.map((row) => COLUMNS.map((name) => escapeFormula({ ...every, ...row }[name] ?? '')))
	]);
}

function pointRow({ day, n, claimed, evidenced }: Trend['points'][number]): Row {
	return {
		row: 'score',
		day,
		goals: String(n ?? ''),
		claimed: figure(claimed),
		evidenced: figure(evidenced),
		gap: figure(claimed === null || evidenced === null ? null : claimed - evidenced)
	};
}

function eventRows({ list, marked }: Trend): Row[] {
	const listed = list?.periods.flatMap(({ events }) => events).toReversed() ?? [];
	return listed
		.filter(({ kind, weakens }) => marked === 'all' || weakens.length > 0 || ALWAYS.includes(kind))
		.map(({ day, kind, weakens, goal, title, text, seq }) => ({
			row: 'event',
			day,
			event: kind,
			weakens: weakens.join(' '),
			goal: goal ?? '',
			title,
			text,
			entry: String(seq)
		}));
}

const ALWAYS = ['delivered', 'certified'];

const figure = (score: number | null) =>
	score === null ? '' : String(Math.round(score * 10_000) / 10_000);
