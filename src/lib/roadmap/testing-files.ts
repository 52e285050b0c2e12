import fc from 'fast-check';
import { inForce } from '../record/as-of.ts';
import { addDays } from '../record/day.ts';
import { lastGrade } from '../record/corrections.ts';
import {
	AREAS,
	CHANGES,
	CLOSED_AS,
	CONDITION_STATES,
	FINDINGS,
	GRADES,
	OUTLOOKS,
	REVISION_EFFECTS
} from '../record/vocabulary.ts';
import { wordsOf } from '../record/words.ts';
import { defined } from './file/defined.ts';
import {
	FORMAT,
	type FileEvidence,
	type FileGoal,
	type FileReview,
	type FileUpdate,
	type RoadmapFile
} from './file/file.ts';
import { originalsOf } from './file/timeline.ts';
import { untrueRevision } from './rules/true-change.ts';

/** For tests only: random valid roadmap files. */

const START = '2026-01-01';

/** Well-formed text, with something to be seen and without the letters that nobody sees. */
const words = fc
	.string({ unit: 'grapheme', maxLength: 12 })
	.map((text) => `x${text.replaceAll('\0', '').replace(/[\u3164\uffa0]/g, '')}`);
const web = fc.webUrl().filter((url) => URL.canParse(url));
/** There as often as not. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
/** Days between items; often none, because items of one day are where order is delicate. */
const gap = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 }));
const fewWords = fc.array(words, { maxLength: 3 });

const rawEvidence = fc.record({
	kind: fc.constantFrom('link' as const, 'file' as const),
	visibility: fc.constantFrom('public' as const, 'redacted' as const),
	title: words,
	url: web,
	archived_url: maybe(web),
	sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
	/** Whether a redacted item gives what it may lack. */
	known: fc.boolean(),
	/** What it is called and how large it is, wherever it may be held. */
	file: maybe(fc.constant({ name: 'report.txt', media_type: 'text/plain', bytes: 14 })),
	criteria: fc.uniqueArray(fc.nat(2)),
	redaction: fc.record({
		category: fc.constantFrom('legal' as const, 'privacy' as const),
		description: words
	})
});
const reviewer = fc.record({
	name: fc.constantFrom('Ada', 'Bo'),
	relation: words,
	conflicts: fc.constant(''),
	access: fc.constantFrom('public' as const, 'full' as const)
});
const rawReview = fc.record({
	gap: fc.integer({ min: -10, max: 40 }),
	reviewer,
	grade: fc.constantFrom(...GRADES),
	agrees: fc.constantFrom('yes' as const, 'no' as const),
	evidence: fc.constantFrom('sufficient' as const, 'partly' as const),
	findings: maybe(
		fc.uniqueArray(fc.record({ criterion: fc.nat(2), finding: fc.constantFrom(...FINDINGS) }), {
			selector: ({ criterion }) => criterion,
			maxLength: 3
		})
	),
	material: maybe(words),
	statement: words,
	answer: maybe(fc.record({ gap, statement: words }))
});
const rawRevisionReview = fc.record({
	gap,
	/** Which of the goal's revisions. */
	of: fc.nat(4),
	reviewer,
	effect: fc.constantFrom(...REVISION_EFFECTS),
	statement: words
});
const rawJudgement = fc.record({
	gap,
	state: fc.constantFrom(...CONDITION_STATES),
	statement: words,
	evidence: fc.array(rawEvidence, { maxLength: 1 }),
	source: maybe(web)
});
const rawUpdate = fc.record({
	gap,
	grade: fc.constantFrom(...GRADES),
	narrative: words,
	translated: fc.boolean(),
	met: maybe(fc.uniqueArray(fc.nat(2))),
	evidence: fc.array(rawEvidence, { maxLength: 2 }),
	keyed: fc.boolean(),
	/** Which of the updates before it this one corrects. */
	corrects: maybe(fc.nat(4)),
	source: maybe(web),
	reviews: fc.oneof(
		{ weight: 3, arbitrary: fc.array(rawReview, { maxLength: 0 }) },
		{ weight: 1, arbitrary: fc.array(rawReview, { maxLength: 3 }) }
	)
});
const rawRevision = fc.record({
	gap,
	change: fc.constantFrom(...CHANGES),
	title: words,
	statement: words,
	criteria: fewWords,
	target: fc.option(
		fc.record({ gap, basis: fc.constantFrom('stated' as const, 'derived' as const) })
	),
	outlook: maybe(fc.constantFrom(...OUTLOOKS)),
	reason: words,
	source: maybe(web),
	translated: fc.boolean()
});
const rawGoal = fc.record({
	gap,
	area: fc.constantFrom(...AREAS),
	condition: fc.option(fc.record({ text: words, threshold: maybe(words) }), { freq: 3 }),
	judgements: fc.array(rawJudgement, { maxLength: 3 }),
	revisionReviews: fc.oneof(
		{ weight: 2, arbitrary: fc.array(rawRevisionReview, { maxLength: 0 }) },
		{ weight: 1, arbitrary: fc.array(rawRevisionReview, { maxLength: 2 }) }
	),
	revisions: fc.array(rawRevision, { minLength: 1, maxLength: 3 }),
	updates: fc.array(rawUpdate, { maxLength: 5 }),
	closed: maybe(fc.record({ gap, as: fc.constantFrom(...CLOSED_AS), reason: words }))
});
type Raw<T> = T extends fc.Arbitrary<infer R> ? R : never;
type RawGoal = Raw<typeof rawGoal>;

/** Valid roadmap files of up to six goals, with everything that the format allows. */
export const roadmapFiles: fc.Arbitrary<RoadmapFile> = fc
	.record({
		self: fc.boolean(),
		name: words,
		note: words,
		url: web,
		cadence_days: fc.integer({ min: 1, max: 400 }),
		keeper: maybe(fc.record({ name: words, url: web })),
		checks: fc.array(
			fc.record({
				gap,
				by: fc.constantFrom('Ada', 'Bo'),
				sources: fc.array(web, { minLength: 1, maxLength: 2 }),
				statement: words
			}),
			{ maxLength: 2 }
		),
		goals: fc.array(rawGoal, { maxLength: 6 }),
		backwards: fc.boolean()
	})
	.map(({ self, name, note, url, cadence_days, keeper, checks, goals, backwards }) => {
		const built = buildGoals(goals);
		if (self) for (const goal of built) callTruly(goal);
		return defined<RoadmapFile>({
			format: FORMAT,
			organization: defined<RoadmapFile['organization']>({
				slug: 'example',
				name,
				url,
				...(self ? { kept_by: 'self' } : { kept_by: 'transcriber', kept_by_note: note, keeper })
			}),
			roadmap: { title: name, url, cadence_days },
			goals: backwards ? built.reverse() : built,
			checks:
				self || !checks.length
					? undefined
					: dated(checks, START, ({ gap: _, ...check }, effective_on) => ({
							effective_on,
							...check
						}))
		});
	});

/** Goals take their successors from those behind them; where there are none, they are withdrawn. */
function buildGoals(raw: readonly RawGoal[]): FileGoal[] {
	const free = raw.map((goal, index) => ({ ...goal, key: `goal-${index}`, from: START }));
	const successors: typeof free = [];
	const built: FileGoal[] = [];
	for (let next = free.shift(); next; next = successors.shift() ?? free.shift()) {
		const goal = buildGoal(next.key, next, next.from);
		const { closed } = goal;
		const wanted = closed?.as === 'superseded' ? 1 : closed?.as === 'split' ? 2 : 0;
		if (closed && free.length < wanted) closed.as = 'withdrawn';
		else if (closed)
			for (const successor of free.splice(0, wanted)) {
				closed.successors.push(successor.key);
				const from = closed.effective_on;
				successors.push({ ...successor, from, gap: 0, area: goal.area, condition: next.condition });
			}
		built.push(goal);
	}
	return built;
}

function buildGoal(key: string, raw: RawGoal, from: string): FileGoal {
	const revisions = dated(raw.revisions, addDays(from, raw.gap), (revision, day, index) =>
		defined({
			effective_on: day,
			change: index === 0 ? ('published' as const) : revision.change,
			title: revision.title,
			statement: revision.statement,
			criteria: revision.criteria,
			condition: index === 0 && raw.condition ? defined(raw.condition) : undefined,
			target: revision.target && {
				...(raw.condition
					? { within_days: revision.target.gap }
					: { on: addDays(day, revision.target.gap) }),
				basis: revision.target.basis
			},
			outlook: revision.outlook,
			reason: index === 0 ? undefined : revision.reason,
			source: revision.source,
			translation: revision.translated
				? defined({
						language: 'zh' as const,
						title: `译：${revision.title}`,
						statement: `译：${revision.statement}`,
						criteria: revision.criteria.map((each) => `译：${each}`),
						condition:
							index === 0 && raw.condition ? { text: `译：${raw.condition.text}` } : undefined,
						reason: index === 0 ? undefined : `译：${revision.reason}`
					})
				: undefined
		})
	);
	const first = revisions[0]!.effective_on;
	const updates = dated(raw.updates, first, (update, day, index) => {
		const corrects = index === 0 ? undefined : update.corrects;
		return defined({
			key: update.keyed || update.reviews.length > 0 ? `update-${index}` : undefined,
			effective_on: day,
			grade: update.grade,
			narrative: update.narrative,
			met: update.met,
			evidence: update.evidence.map(buildEvidence),
			corrects: corrects === undefined ? undefined : `update-${corrects % index}`,
			source: update.source,
			translation: update.translated
				? { language: 'zh' as const, narrative: `译：${update.narrative}` }
				: undefined
		});
	});
	const referred = new Set(updates.map((update) => update.corrects));
	updates.forEach((update, index) => {
		if (referred.has(`update-${index}`)) update.key = `update-${index}`;
	});
	const reviews = raw.updates.flatMap((update, index) =>
		update.reviews.map(({ gap: days, answer, ...review }): FileReview => {
			const effective_on = addDays(updates[index]!.effective_on, days);
			return defined({
				effective_on,
				of: `update-${index}`,
				...review,
				answer: answer && {
					effective_on: addDays(effective_on, answer.gap),
					statement: answer.statement
				}
			});
		})
	);
	const goal: FileGoal = defined({
		key,
		area: raw.area,
		revisions,
		updates,
		reviews,
		conditions: raw.condition
			? dated(raw.judgements, first, ({ gap: _, evidence, ...judgement }, day) =>
					defined({
						effective_on: day,
						...judgement,
						evidence: evidence.map((item) => ({ ...buildEvidence(item), criteria: [] }))
					})
				)
			: undefined,
		revision_reviews: raw.revisionReviews.map(({ gap: days, of, ...review }) => {
			const number = (of % revisions.length) + 1;
			const day = addDays(revisions[number - 1]!.effective_on, days);
			return { effective_on: day, revision: number, ...review };
		})
	});
	if (raw.closed) close(goal, raw.closed);
	keepIndexes(goal);
	return goal;
}

function dated<R extends { gap: number }, T>(
	raw: readonly R[],
	start: string,
	build: (item: R, day: string, index: number) => T
): T[] {
	let day = start;
	return raw.map((item, index) => {
		day = addDays(day, index === 0 ? 0 : item.gap);
		return build(item, day, index);
	});
}

function buildEvidence(raw: Raw<typeof rawEvidence>): FileEvidence {
	const { kind, visibility, title, url, archived_url, sha256, known, criteria, redaction } = raw;
	const { file } = raw;
	const redacted = visibility === 'redacted';
	const given = kind === 'link' ? { url, archived_url } : { sha256, ...file };
	return defined({
		kind,
		visibility,
		title,
		...(redacted && !known ? {} : given),
		criteria,
		redaction: redacted ? redaction : undefined
	});
}

/** What an organization says of its own revisions is true: whatever it is, it may be called narrowed. */
function callTruly({ revisions }: FileGoal): void {
	for (const [index, revision] of revisions.entries()) {
		for (const [place, criterion] of revision.criteria.entries())
			if (revision.criteria.findIndex((each) => wordsOf(each) === wordsOf(criterion)) < place)
				revision.criteria[place] = `${criterion} ${'abc'[place]}`;
		const before = revisions[index - 1];
		if (!before) continue;
		if (untrueRevision(before, revision)?.field === null) revision.title += index;
		if (untrueRevision(before, revision)) revision.change = 'narrowed';
	}
}

/** Drops the criterion indexes that the revision in force does not have. */
function keepIndexes(goal: FileGoal): void {
	const { updates, revisions } = goal;
	const originals = originalsOf(updates);
	updates.forEach((update, index) => {
		const day = updates[originals[index]!]!.effective_on;
		const count = inForce(revisions, day)!.criteria.length;
		for (const item of update.evidence)
			item.criteria = item.criteria.filter((criterion) => criterion < count);
		update.met &&= update.met.filter((criterion) => criterion < count);
		if (update.met && update.grade === 4) update.met = [...Array(count).keys()];
		for (const review of goal.reviews ?? [])
			if (review.of === `update-${index}`)
				review.findings &&= review.findings.filter(({ criterion }) => criterion < count);
	});
}

function close(goal: FileGoal, { gap: days, as, reason }: NonNullable<RawGoal['closed']>): void {
	const { updates, revisions } = goal;
	const reports = updates.filter((update) => update.corrects === undefined);
	const last = [...revisions, ...reports]
		.map((item) => item.effective_on)
		.sort()
		.at(-1)!;
	const effective_on = addDays(last, days);
	goal.closed = { effective_on, as, reason, successors: [] };
	if (as === 'missed' && lastGrade(updates, originalsOf(updates), effective_on) === 4)
		goal.closed.as = 'withdrawn';
	if (as !== 'delivered') return;
	if (reports.length === 0) goal.closed.as = 'withdrawn';
	else deliver(updates);
}

/** Gives the first report and every correction of it grade 4. */
function deliver(updates: FileUpdate[]): void {
	const originals = originalsOf(updates);
	updates.forEach((update, index) => {
		if (originals[index] === 0) update.grade = 4;
	});
}
