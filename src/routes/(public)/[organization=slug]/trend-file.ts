import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { to } from '$lib/locale.ts';
import { m } from '$lib/paraglide/messages.js';
import { pictureOf } from '$lib/components/chart/picture.ts';
import { anyDay } from '$lib/record/parts.ts';
import { AREAS } from '$lib/record/vocabulary.ts';
import { newest } from '$lib/scoring/methods.ts';
import { STEPS } from '$lib/scoring/steps.ts';
import { findReadable } from '$lib/server/api/endpoint.ts';
import { method } from '$lib/server/api/query.ts';
import { today } from '$lib/server/record/today.ts';
import { MARKS } from '$lib/view/trend/trend-marks.ts';
import { trendQuery } from '$lib/view/trend/trend-per.ts';
import { areaTrend, overallTrend } from '$lib/view/trend/trend.ts';

/** What the files of a trend share: they are asked as the page of the trend is, and marked as the overview. */

const oneOf = <T extends readonly string[]>(values: T) =>
	z.enum(values, { error: () => m.api_one_of({ values: values.join(', ') }) });

export const trendFileShape = {
	as_of: anyDay.optional(),
	per: oneOf(STEPS).optional(),
	area: oneOf(AREAS).optional(),
	marks: oneOf(MARKS).default('few'),
	method
};
type Asked = z.infer<z.ZodObject<typeof trendFileShape>>;

/** The trend that is asked for, listing up to so many of its events. */
export async function trendAsked(asked: Asked, { params, url }: RequestEvent, listed: number) {
	const { organization, state } = await findReadable(params.organization!);
	const { slug, registered } = organization;
	const day = asked.as_of ?? today();
	const { area, marks, method } = asked;
	const given = { per: asked.per ?? null, marks, listed, method };
	const trend = area
		? areaTrend(organization, area, day, state.seq, given)
		: overallTrend(organization, day, state.seq, given).trend;
	const query = trendQuery({ day, given: true, today: today() }, trend.per, {
		area: area ?? '',
		method: method === newest ? '' : String(method.number),
		marks: marks === 'few' ? marks : ''
	});
	return {
		trend,
		slug,
		seq: state.seq,
		day,
		method: method.number,
		name: registered.name,
		kept_by: registered.kept_by,
		/** Where the trend stays as it is. */
		address: `${url.origin}${to(`/${slug}/trend`)}${query}`
	};
}
type TrendFile = Awaited<ReturnType<typeof trendAsked>>;

/** The picture of a trend, with the organization's name where it `can` be written. */
export function svgOf(file: TrendFile, can: (text: string) => boolean): string {
	return pictureOf({ ...file, name: can(file.name) ? file.name : null });
}

/** The headers under which a file is saved: "lodestone-security-trend-2026-12-01.csv". */
export function named({ slug, trend, day }: TrendFile, type: string): Record<string, string> {
	const area = trend.of === 'overall' ? '' : `-${trend.of}`;
	// eslint-disable-next-line no-restricted-syntax -- a header
	return { 'content-disposition': `attachment; filename="${slug}${area}-trend-${day}.${type}"` };
}
