import { z } from 'zod';
import { day } from '../../record/parts.ts';
import type { Organization } from '../../record/state.ts';
import { METHOD } from '../../scoring/constants.ts';
import { series, steps, type Step } from '../../scoring/series.ts';
import { transcription } from './answers.ts';
import type { Query } from './query.ts';

/** Fifty years by months: to ask for more is a mistake, or an attempt to keep the server busy. */
export const MOST_POINTS = 600;

export const trendShape = {
	from: day.optional(),
	to: day.optional(),
	step: z.enum(['month', 'quarter'], { error: 'must be month or quarter' }).default('quarter')
};
type TrendQuery = { from?: string; to?: string; step: Step };
export type Range = { from: string; to: string; step: Step };

/** From the organization's first goal to `today` by quarters, where the query does not say otherwise. */
export function trendRange(
	query: TrendQuery,
	organization: Organization,
	today: string
): Query<Range> {
	const { to = today, step } = query;
	const from = query.from ?? earlier(firstDay(organization), to);
	if (from > to) return refuse(`comes after the last day, ${to}`);
	if (countSteps(from, to, step) > MOST_POINTS)
		return refuse(`is too far before ${to}: at most ${MOST_POINTS} points in one answer`);
	return { ok: true, values: { from, to, step } };
}

function refuse(detail: string): Query<Range> {
	return { ok: false, errors: [{ parameter: 'from', detail }] };
}

function firstDay({ goals, registered }: Organization): string {
	const days = [...goals.values()].flatMap((goal) => goal.revisions.map((r) => r.effective_on));
	return days.length === 0 ? registered.effective_on : days.reduce(earlier);
}

function earlier(a: string, b: string): string {
	return a < b ? a : b;
}

/** How many days `steps` gives, without making them. */
function countSteps(from: string, to: string, step: Step): number {
	const perYear = step === 'month' ? 12 : 4;
	const index = (day: string) =>
		Number(day.slice(0, 4)) * perYear + Math.floor(((Number(day.slice(5, 7)) - 1) * perYear) / 12);
	return index(to) - index(from) + 1;
}

/** The overall and area figures over the range; `seq` is the position that the record stands at. */
export function trendAnswer(organization: Organization, { from, to, step }: Range, seq: number) {
	return {
		organization: organization.slug,
		method: METHOD,
		seq,
		from,
		to,
		step,
		kept_by: organization.registered.kept_by,
		...transcription(organization),
		points: series(organization, steps(from, to, step), seq)
	};
}
