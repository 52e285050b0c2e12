import { z } from 'zod';
import { named } from '../named-check.ts';
import { day, fullText, head, quarter, recordedSha256, shortText } from '../parts.ts';
import { lastDayOf, QUARTER_PATTERN } from '../quarter.ts';
import type { Area } from '../vocabulary.ts';

const count = z.int().min(0).max(1_000_000);
/** A score of 0–100 rounded half up to two decimals, so that comparing is exact; absent where there is none. */
const score = z.number().min(0).max(100).check(named('hundredths', isHundredths)).optional();

/** What a certified scorecard says of one area, or of all. */
export const certifiedFigures = z
	.object({
		/** Goals in the scored set. */
		n: count,
		/** Those of them with current information (f = 1). */
		current: count,
		/** Those of them whose standing update has an independent review. */
		reviewed: count,
		claimed: score,
		evidenced: score,
		/** `on_time` came with method 2. */
		delivery: z.object({ n: count, rate: score, on_time: count.optional() })
	})
	.check(named('figures', areFigures));
export type CertifiedFigures = z.infer<typeof certifiedFigures>;

export const scorecardCertified = z
	.object({
		...head,
		kind: z.literal('scorecard.certified'),
		/** The calendar quarter that is certified. */
		period: quarter,
		/** The last day of the quarter: the figures are as of then. */
		as_of: day,
		method: z.literal([1, 2]),
		/** The last entry of the record that the figures were computed from. */
		position: z.object({ seq: z.int().min(1), leaf_hash: recordedSha256 }),
		figures: z.object({
			overall: certifiedFigures,
			areas: z.object({
				security: certifiedFigures,
				alignment: certifiedFigures,
				safeguards: certifiedFigures,
				policy: certifiedFigures
			} satisfies Record<Area, typeof certifiedFigures>)
		}),
		/** Of the entries that the figures rest on; by method 1 nothing is said of it. */
		recording: z
			.object({
				/** Those recorded more than thirty days after their day, and the longest delay in days. */
				late: count,
				longest_days: z.int().min(0).max(4_000_000),
				/** Those recorded after the period's end. */
				after_period: count
			})
			.optional(),
		certifier: z.object({ name: shortText, office: shortText }),
		/** The second person under the two-person rule; absent where one certified alone. */
		confirmed_by: z.object({ name: shortText, office: shortText }).optional(),
		statement: fullText,
		/** The number of the entry that this one corrects, and why; both absent in the first of a quarter. */
		corrects: z.int().min(1).optional(),
		reason: fullText.optional()
	})
	.check(named('certificate', isCertificate));
export type ScorecardCertified = z.infer<typeof scorecardCertified>;

type Figures = {
	n: number;
	current: number;
	reviewed: number;
	claimed?: number | undefined;
	evidenced?: number | undefined;
	delivery: { n: number; rate?: number | undefined; on_time?: number | undefined };
};

/** Parts are no more than the whole, and scores are absent where nothing is scored, and only there. */
function areFigures({ n, current, reviewed, claimed, evidenced, delivery }: Figures): boolean {
	return (
		current <= n &&
		reviewed <= n &&
		(claimed === undefined) === (n === 0) &&
		(evidenced === undefined) === (n === 0) &&
		(claimed === undefined || evidenced === undefined || evidenced <= claimed) &&
		(delivery.rate === undefined) === (delivery.n === 0) &&
		(delivery.on_time === undefined || delivery.on_time <= delivery.n)
	);
}

/** True for a number of at most two decimals. */
function isHundredths(value: number): boolean {
	return Number(value.toFixed(2)) === value;
}

type Certificate = {
	period: string;
	as_of: string;
	method: number;
	figures: { overall: OnTime; areas: Record<Area, OnTime> };
	recording?: object | undefined;
	corrects?: number | undefined;
	reason?: string | undefined;
};
type OnTime = { delivery: { on_time?: number | undefined } };

/**
 * The figures are of the quarter's last day, a correction says why it came, and all that method 2 certifies is
 * there by it, and only by it.
 */
function isCertificate(entry: Certificate): boolean {
	const { period, as_of, method, figures, recording, corrects, reason } = entry;
	const told = [figures.overall, ...Object.values(figures.areas)].map(
		({ delivery }) => delivery.on_time
	);
	const isWhole = [...told, recording].every((each) => (each === undefined) === (method === 1));
	// Asked of a period that is none, too.
	const isOnItsDay = QUARTER_PATTERN.test(period) && as_of === lastDayOf(period);
	return isOnItsDay && isWhole && (corrects === undefined) === (reason === undefined);
}
