import { addDays, daysBetween, isDay } from '../../record/day.ts';
import type {
	Entry,
	EntryOf,
	EvidenceItem,
	GoalPublished,
	GoalRevised,
	ProgressCorrected,
	ProgressReported
} from '../../record/entries.ts';
import { AREAS, type Area } from '../../record/vocabulary.ts';
import { wordsOf } from '../../record/words.ts';

/**
 * Method 2's figures a second time, straight from the definition: from the flat list of one organization's
 * entries, without the fold, and without a thought for speed. For tests only.
 */
export function naiveFigures(all: readonly Entry[], t: string) {
	const entries = all.filter(({ effective_on }) => effective_on <= t);
	const goals = entries.flatMap((e) =>
		e.kind === 'goal.published' ? [naiveGoal(entries, e, t)] : []
	);
	const figures = (of: Naive[]) => {
		const scored = of.filter(({ inSet }) => inSet);
		const due = of.filter(({ o }) => o !== null);
		const mean = (some: Naive[], value: (goal: Naive) => number) => {
			const weight = some.reduce((sum, { w }) => sum + w, 0);
			if (some.length === 0) return null;
			return (100 * some.reduce((sum, goal) => sum + goal.w * value(goal), 0)) / weight;
		};
		return {
			n: scored.length,
			claimed: mean(scored, ({ s }) => s),
			evidenced: mean(scored, ({ supported, f }) => supported * f),
			due: due.length,
			rate: mean(due, ({ o }) => o!),
			on_time: due.filter(({ o }) => o === 1).length
		};
	};
	const areas = AREAS.map((area) => figures(goals.filter((goal) => goal.area === area)));
	const { n, due, rate, on_time } = figures(goals);
	const meanOf = (scores: (number | null)[]) => {
		const some = scores.filter((score) => score !== null);
		return some.length > 0 ? some.reduce((sum, score) => sum + score, 0) / some.length : null;
	};
	const overall = {
		n,
		claimed: meanOf(areas.map(({ claimed }) => claimed)),
		evidenced: meanOf(areas.map(({ evidenced }) => evidenced)),
		...{ due, rate, on_time }
	};
	return [overall, ...areas];
}

type Naive = {
	area: Area;
	w: number;
	s: number;
	supported: number;
	f: number;
	o: number | null;
	inSet: boolean;
};
type Entries = readonly Entry[];
type Revision = GoalPublished | GoalRevised;
type Progress = ProgressReported | ProgressCorrected;

const ofKind = <K extends Entry['kind']>(entries: Entries, kind: K, goal: string): EntryOf<K>[] =>
	(entries.filter((e) => e.kind === kind && 'goal' in e && e.goal === goal) as EntryOf<K>[]).sort(
		byDay
	);
const byDay = (a: Entry, b: Entry) =>
	a.effective_on < b.effective_on ? -1 : a.effective_on > b.effective_on ? 1 : a.seq - b.seq;

const closingOf = (entries: Entries, goal: string) => ofKind(entries, 'goal.closed', goal)[0];
const revisionsOf = (entries: Entries, goal: string): Revision[] =>
	[...ofKind(entries, 'goal.published', goal), ...ofKind(entries, 'goal.revised', goal)].sort(
		byDay
	);

function predecessorOf(entries: Entries, goal: string): EntryOf<'goal.closed'> | undefined {
	return entries.find(
		(e): e is EntryOf<'goal.closed'> =>
			e.kind === 'goal.closed' &&
			(e.as === 'superseded' || e.as === 'split') &&
			e.successors.includes(goal)
	);
}

/** From the first predecessor to the goal. */
function chainOf(entries: Entries, goal: string): string[] {
	const before = predecessorOf(entries, goal);
	return before ? [...chainOf(entries, before.goal), goal] : [goal];
}

function labelOf(revisions: Revision[], index: number): string {
	const revision = revisions[index]!;
	const before = revisions[index - 1];
	if (revision.kind === 'goal.published' || !before) return 'published';
	if (revision.change === 'narrowed' || revision.criteria.length < before.criteria.length)
		return 'narrowed';
	return revision.change;
}

/** For each revision the names of its criteria, such as "2/0": made by the third revision at its first place. */
function namesOf(revisions: Revision[]): string[][] {
	const all: string[][] = [];
	revisions.forEach(({ criteria }, index) => {
		const before = all[index - 1] ?? [];
		const fresh = criteria.map((_, place) => `${index}/${place}`);
		if (labelOf(revisions, index) !== 'narrowed') {
			all.push(criteria.map((_, place) => before[place] ?? fresh[place]!));
			return;
		}
		const old = revisions[index - 1]!.criteria.map(wordsOf);
		const used = new Set<number>();
		const names: (string | null)[] = criteria.map((text) => {
			const match = old.findIndex((words, at) => !used.has(at) && words === wordsOf(text));
			if (match < 0) return null;
			used.add(match);
			return before[match]!;
		});
		const left = before.filter((_, at) => !used.has(at));
		all.push(names.map((name, place) => name ?? left.shift() ?? fresh[place]!));
	});
	return all;
}

function division(entries: Entries, closing: EntryOf<'goal.closed'>) {
	const revisions = revisionsOf(entries, closing.goal).filter(
		({ effective_on }) => effective_on <= closing.effective_on
	);
	const criteria = revisions.at(-1)?.criteria ?? [];
	const pools = closing.successors.map((key) =>
		(revisionsOf(entries, key)[0]?.criteria ?? []).map(wordsOf)
	);
	const carried = pools.map(() => 0);
	let lost = 0;
	for (const criterion of criteria) {
		let found = false;
		pools.forEach((pool, at) => {
			const place = pool.indexOf(wordsOf(criterion));
			if (found || place < 0) return;
			found = true;
			pool.splice(place, 1);
			carried[at]! += 1;
		});
		if (!found) lost += 1;
	}
	const count = closing.successors.length;
	const shares = carried.map((own) => {
		if (closing.as === 'superseded') return 1;
		return criteria.length === 0 ? 1 / count : (own + lost / count) / criteria.length;
	});
	return { shares, lost };
}

function shareOf(entries: Entries, goal: string): number {
	const closing = predecessorOf(entries, goal);
	return closing ? division(entries, closing).shares[closing.successors.indexOf(goal)]! : 1;
}

function weightOf(entries: Entries, goal: string): number {
	return chainOf(entries, goal).reduce((weight, each) => weight * shareOf(entries, each), 1);
}

function neededOf(entries: Entries, goal: string): number {
	const own = Math.max(0, ...revisionsOf(entries, goal).map(({ criteria }) => criteria.length));
	const before = predecessorOf(entries, goal);
	return before ? Math.max(own, shareOf(entries, goal) * neededOf(entries, before.goal)) : own;
}

/** Of each reviewer the latest. */
function standing<R extends Entry & { reviewer: { name: string } }>(reviews: R[]): R[] {
	return reviews.filter(
		(review, at) =>
			!reviews.slice(at + 1).some(({ reviewer }) => reviewer.name === review.reviewer.name)
	);
}

const reviewsOf = (entries: Entries, goal: string, update: string) =>
	standing(ofKind(entries, 'review.published', goal).filter(({ of }) => of === update));

const revisionEffects = (entries: Entries, goal: string, revision: number) =>
	standing(
		ofKind(entries, 'revision.reviewed', goal).filter((review) => review.revision === revision)
	).map(({ effect }) => effect);

function fixed(item: EvidenceItem, recordedOn: string): boolean {
	if (item.visibility !== 'public') return false;
	if (item.kind === 'file')
		return item.name !== undefined && item.bytes !== undefined && item.media_type !== undefined;
	if (!item.archived_url || !item.url) return false;
	const copy = new URL(item.archived_url);
	const others =
		'archive.today archive.ph archive.is archive.md archive.li archive.vn archive.fo perma.cc ' +
		'webarchive.nationalarchives.gov.uk webarchive.loc.gov arquivo.pt';
	if (others.split(' ').includes(copy.host)) return copy.pathname.replaceAll('/', '') !== '';
	if (!['web.archive.org', 'www.web.archive.org'].includes(copy.host)) return false;
	const path = item.archived_url.slice(item.archived_url.indexOf('/web/') + 5);
	const stamp = path.slice(0, 14);
	const original = path.slice(path.indexOf('/') + 1);
	const day = [stamp.slice(0, 4), stamp.slice(4, 6), stamp.slice(6, 8)].join('-');
	if (!/^\d{14}[a-z_]*\//i.test(path) || !isDay(day) || day > recordedOn) return false;
	return bare(original) === bare(item.url);
}

function bare(address: string): string {
	const [text = ''] = address.replace(/^https?:\/\//i, '').split('#');
	const at = text.search(/[/?]|$/);
	const host = text.slice(0, at).toLowerCase();
	let whole = (host.startsWith('www.') ? host.slice(4) : host) + text.slice(at);
	while (whole.endsWith('/')) whole = whole.slice(0, -1);
	return whole;
}

function naiveGoal(entries: Entries, first: GoalPublished, t: string): Naive {
	const { goal: key, area } = first;
	const chain = chainOf(entries, key);
	const revisions = revisionsOf(entries, key);
	const names = namesOf(revisions);
	const rev = revisions.length - 1;
	const k = neededOf(entries, key);
	const closing = closingOf(entries, key);
	const progress = entries
		.filter((e): e is Progress => e.kind.startsWith('progress.') && (e as Progress).goal === key)
		.sort((a, b) => a.seq - b.seq);

	/** Every version of an update, the original first, then its corrections by day. */
	const reports = progress
		.filter((e) => e.kind === 'progress.reported')
		.sort(byDay)
		.map((original) => {
			const keys = new Set([original.update]);
			const corrections = progress.filter((e) => {
				const mine = e.kind === 'progress.corrected' && keys.has(e.corrects);
				if (mine) keys.add(e.update);
				return mine;
			});
			return [original, ...corrections.sort(byDay)];
		});
	const own = reports.at(-1);
	const upd = own?.at(-1);

	const namedBy = (version: Progress, item: EvidenceItem) => {
		const report = reports.find((versions) => versions.includes(version))!;
		const day = report[0]!.effective_on;
		const at = Math.max(
			0,
			revisions.findLastIndex(({ effective_on }) => effective_on <= day)
		);
		return item.criteria.map((index) => names[at]![index]).filter((name) => name !== undefined);
	};
	const isFixed = (version: Progress, item: EvidenceItem) =>
		fixed(item, version.recorded_at.slice(0, 10));

	const coverage = (version: Progress, full: boolean) => {
		if (version.evidence.length === 0) return 0;
		const value = (item: EvidenceItem) => (full || isFixed(version, item) ? 1 : 0.5);
		if (k === 0) return full ? 1 : Math.min(0.5, Math.max(...version.evidence.map(value)));
		const best = (name: string) =>
			Math.max(
				0,
				...version.evidence.filter((item) => namedBy(version, item).includes(name)).map(value)
			);
		const sum = (some: string[]) =>
			some
				.filter((name) => names[rev]!.includes(name))
				.map(best)
				.reduce((total, each) => total + each, 0);
		return Math.min(
			sum(names[rev]!) / k,
			...names.filter((some) => some.length > 0).map((some) => sum(some) / some.length)
		);
	};
	const judged = (version: Progress, s: number) => {
		const reviews = reviewsOf(entries, key, version.update);
		const j = Math.min(s, coverage(version, true), ...reviews.map(({ grade }) => grade / 4));
		const part = { sufficient: j, partly: j / 2, insufficient: 0 };
		return Math.min(...reviews.map(({ evidence }) => part[evidence]));
	};
	const hasReviews = (version: Progress) => reviewsOf(entries, key, version.update).length > 0;
	const counting = (version: Progress) =>
		version.evidence
			.filter((item) => isFixed(version, item) && (k === 0 || namedBy(version, item).length > 0))
			.map((item) => (item.kind === 'file' ? item.sha256! : bare(item.url!)));

	const supportedShare = (version: Progress, s: number): number => {
		if (hasReviews(version)) return judged(version, s);
		const plain = Math.min(s, coverage(version, false));
		let of = own!.slice(0, -1).findLast(hasReviews);
		if (!of) {
			of = reports
				.slice(0, -1)
				.map((versions) => versions.findLast(hasReviews))
				.findLast((found) => found !== undefined);
			const known = of ? counting(of) : [];
			if (of && counting(version).some((each) => !known.includes(each))) return plain;
		}
		if (!of) return plain;
		const doubted = reviewsOf(entries, key, of.update).some((r) => r.evidence !== 'sufficient');
		return doubted ? Math.min(plain, judged(of, of.grade / 4)) : plain;
	};

	const withdrawn = closing?.as === 'withdrawn';
	const s = upd && !withdrawn ? upd.grade / 4 : 0;
	const w = weightOf(entries, key);

	const judgements = chain.flatMap((each) => ofKind(entries, 'condition.judged', each)).sort(byDay);
	const state = judgements.at(-1)?.state ?? 'not_met';
	const met = judgements.find((each) => each.state === 'met');
	const outside = w === 0 || (first.condition !== undefined && state === 'not_met' && !met);

	const carriedOn = closing?.as === 'superseded' || closing?.as === 'split';
	const old = closing && daysBetween(closing.effective_on, t) > 365;

	return {
		...{ area, w, s },
		supported: upd ? supportedShare(upd, s) : 0,
		f: closing?.as === 'delivered' || (own && daysBetween(own[0]!.effective_on, t) <= 120) ? 1 : 0,
		inSet: !outside && !carriedOn && !old,
		o: outside || carriedOn ? null : naiveDelivery()
	};

	function naiveDelivery(): number | null {
		let original: string | undefined;
		for (const each of [...chain].reverse())
			for (const { target, target_within } of revisionsOf(entries, each).reverse())
				if (first.condition) {
					if (target_within && met) original = addDays(met.effective_on, target_within.days);
				} else if (target) original = target.on;
		if (original === undefined || original > t) return null;
		if (closing?.as !== 'delivered') return 0;
		const start = revisionsOf(entries, chain[0]!)[0]!.effective_on;
		if (daysBetween(start, closing.effective_on) < 30) return null;
		if (upd?.grade !== 4 || upd.evidence.length === 0) return 0;
		if (reviewsOf(entries, key, upd.update).some((r) => r.evidence === 'insufficient')) return 0;
		const late = daysBetween(original, closing.effective_on);
		const o = late <= 0 ? 1 : Math.max(0.5, 1 - late / 365);
		const narrowed = chain.some((each) => {
			const all = revisionsOf(entries, each);
			const before = predecessorOf(entries, each);
			return all.some((revision, at) => {
				if (revision.effective_on > closing.effective_on) return false;
				const effects = revisionEffects(entries, each, revision.revision);
				if (labelOf(all, at) === 'narrowed' || effects.includes('weaker')) return true;
				const lost = at === 0 && before && division(entries, before).lost > 0;
				return lost && effects.length === 0;
			});
		});
		return narrowed ? Math.min(o, 0.5) : o;
	}
}
