import type { ReviewPublished } from '../../record/entries.ts';
import { standingReviews } from '../../record/standing-reviews.ts';
import { JUDGED, TOP_GRADE, type Constants } from './constants.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { itemsOf } from './items.ts';
import { countBy, type History, type ReportAt, type RevisionAt, type Version } from './history.ts';

/** What a supported share is computed from. */
export type Ground = {
	history: History;
	/** The revisions effective by `t`. */
	revisions: readonly RevisionAt[];
	/** k: the number of criteria that the goal answers for. */
	needed: number;
	t: string;
	constants?: Constants;
};

export type Supported = {
	/** s′, 0–1. */
	share: number;
	coverage: Coverage;
	/** The reviews of the update that stand, one of each reviewer. */
	reviews: ReviewPublished[];
	limit: Limit | null;
};

/** Reviews of another version that hold the share down: neither a correction nor a repetition sheds them. */
export type Limit = {
	/** Of a version that the update corrects, or of an update before it. */
	by: 'corrected' | 'earlier';
	/** The key of the version that was reviewed. */
	update: string;
	/** The most that they leave, 0–1. */
	most: number;
};

/** s′: what the evidence of a version of an update covers of the claimed share, and no more than reviews leave. */
export function supportedShare(
	ground: Ground,
	report: ReportAt,
	version: Version,
	claimed: number
): Supported {
	const coverage = coverageOf(ground.revisions, version, ground.needed, ground.constants);
	const reviews = standingReviews(version.reviews, ground.t);
	if (reviews.length > 0)
		return { share: judgedShare(claimed, coverage, reviews), coverage, reviews, limit: null };
	const limit = limitOf(ground, report, version);
	const share = Math.min(claimed, coverage.valued, limit?.most ?? 1);
	return { share, coverage, reviews, limit };
}

/** A reviewer confirms no more than the evidence names, and the strictest decides. */
function judgedShare(
	claimed: number,
	{ full }: Coverage,
	reviews: readonly ReviewPublished[]
): number {
	const lowest = Math.min(...reviews.map(({ grade }) => grade));
	const agreed = Math.min(claimed, full, lowest / TOP_GRADE);
	return Math.min(...reviews.map(({ evidence }) => agreed * JUDGED[evidence]));
}

function limitOf(ground: Ground, report: ReportAt, version: Version): Limit | null {
	const { history, t, needed } = ground;
	const corrected = newestReviewed(report, t);
	if (corrected) return limitBy('corrected', corrected, ground);
	// Reports are looked at from the latest on; only those that somebody reviewed.
	for (let at = countBy(history.reviewed, t) - 1; at >= 0; at -= 1) {
		const earlier = history.reviewed[at]!;
		const reviewed = earlier.place < report.place && newestReviewed(earlier, t);
		if (!reviewed) continue;
		return hasNewEvidence(version, reviewed, needed) ? null : limitBy('earlier', reviewed, ground);
	}
	return null;
}

/** Null where every standing review finds the evidence sufficient. */
function limitBy(by: Limit['by'], reviewed: Version, ground: Ground): Limit | null {
	const reviews = standingReviews(reviewed.reviews, ground.t);
	if (reviews.every(({ evidence }) => evidence === 'sufficient')) return null;
	const coverage = coverageOf(ground.revisions, reviewed, ground.needed, ground.constants);
	const claimed = reviewed.update.entry.grade / TOP_GRADE;
	return { by, update: reviewed.update.key, most: judgedShare(claimed, coverage, reviews) };
}

/** What stands of a report as of `t`, the versions before it included: the original, then its corrections. */
export function versionsBy({ original, corrections }: ReportAt, t: string): Version[] {
	return [original, ...corrections.slice(0, countBy(corrections, t))];
}

function newestReviewed(report: ReportAt, t: string): Version | undefined {
	return versionsBy(report, t).findLast(({ reviews }) =>
		reviews.some(({ effective_on }) => effective_on <= t)
	);
}

/** Whether the version has a fixed item, naming a criterion, that the reviewed one did not have so. */
function hasNewEvidence(version: Version, reviewed: Version, needed: number): boolean {
	const counting = ({ update, ids }: Version) =>
		itemsOf(update).filter(
			({ fixed, criteria }) =>
				fixed && (needed === 0 || criteria.some((index) => index < ids.length))
		);
	const known = new Set(counting(reviewed).map(({ identity }) => identity));
	return counting(version).some(({ identity }) => !known.has(identity));
}
