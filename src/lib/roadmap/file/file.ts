import { z } from 'zod';
import {
	condition,
	criterionIndexes,
	freeText,
	fullText,
	reviewer,
	revisionTranslation,
	shortText,
	source,
	targetWithin
} from '../../record/parts.ts';
import {
	CHANGES,
	CLOSED_AS,
	CONDITION_STATES,
	FINDINGS,
	REVISION_EFFECTS,
	TARGET_BASES
} from '../../record/vocabulary.ts';
import * as one from './file-1.ts';

/**
 * The shape of a roadmap file, `safety-roadmap/2`: all of `/1` (file-1.ts) and more. Whatever reads a file after its
 * shape was checked takes both as this. What holds between several items is in rules.ts.
 */

export const FORMAT = 'safety-roadmap/2';

const { day, webAddress } = one;

export const organization = z
	.strictObject({
		...one.organizationFields,
		/** Who transcribes, and where they can be found. */
		keeper: z.strictObject({ name: shortText, url: webAddress }).optional()
	})
	.superRefine(one.saysFromWhat);

/** A day or, where the goal is conditional, a number of days: which of them is a rule. */
export const target = z.strictObject({
	on: day.optional(),
	within_days: targetWithin.shape.days.optional(),
	basis: z.enum(TARGET_BASES),
	note: freeText.optional()
});

export const revision = one.revision.extend({
	change: z.enum(['published', ...CHANGES]),
	condition: condition.optional(),
	target: target.nullable(),
	translation: revisionTranslation.optional()
});

const evidenceFields = {
	...one.evidenceFields,
	/** Published only where this instance holds the bytes, and then as they are. */
	name: shortText.optional(),
	media_type: shortText.optional(),
	bytes: z.int().min(0).optional()
};
export const evidence = z.strictObject(evidenceFields).superRefine(one.isItem);

export const update = one.update.extend({
	met: criterionIndexes.optional(),
	evidence: z.array(evidence)
});

export const answer = z.strictObject({ effective_on: day, statement: fullText });

export const review = one.review.extend({
	findings: z
		.array(z.strictObject({ criterion: z.int().min(0), finding: z.enum(FINDINGS) }))
		.max(1_000)
		.optional(),
	answer: answer.optional()
});

/** Of a condition, so that its evidence names no criteria. */
export const judgement = z.strictObject({
	effective_on: day,
	state: z.enum(CONDITION_STATES),
	statement: fullText,
	evidence: z
		.array(
			z
				.strictObject({ ...evidenceFields, criteria: criterionIndexes.default([]) })
				.superRefine(one.isItem)
		)
		.default([]),
	source: source.optional()
});

export const revisionReview = z.strictObject({
	effective_on: day,
	revision: z.int().min(1),
	reviewer,
	effect: z.enum(REVISION_EFFECTS),
	statement: freeText
});

export const closed = one.closed.extend({ as: z.enum(CLOSED_AS) });

export const revisions = z.array(revision).min(1);

export const goal = one.goal.extend({
	revisions,
	updates: z.array(update),
	reviews: z.array(review).optional(),
	conditions: z.array(judgement).optional(),
	revision_reviews: z.array(revisionReview).optional(),
	closed: closed.optional()
});

export const check = z.strictObject({
	effective_on: day,
	by: shortText,
	sources: z.array(webAddress).min(1).max(100),
	statement: fullText
});

/** A scorecard that another instance certified: shown by an import, and never taken over. */
export const certified = z.looseObject({ period: shortText.optional(), as_of: day.optional() });

export const roadmapFile = z.strictObject({
	format: z.literal(FORMAT),
	organization,
	roadmap: one.roadmap,
	goals: z.array(goal),
	checks: z.array(check).optional(),
	certified: z.array(certified).optional()
});

/** A file of either format, after its shape was checked. */
export type RoadmapFile = Omit<z.infer<typeof roadmapFile>, 'format'> & {
	format: typeof FORMAT | typeof one.FORMAT_1;
};
export type FileOrganization = z.infer<typeof organization>;
export type FileGoal = z.infer<typeof goal>;
export type FileRevision = z.infer<typeof revision>;
export type FileUpdate = z.infer<typeof update>;
export type FileEvidence = z.infer<typeof evidence>;
export type FileReview = z.infer<typeof review>;
export type FileAnswer = z.infer<typeof answer>;
export type FileJudgement = z.infer<typeof judgement>;
export type FileRevisionReview = z.infer<typeof revisionReview>;
export type FileClosing = z.infer<typeof closed>;
export type FileCheck = z.infer<typeof check>;

/** The conditional goals of a file say so in their first revision. */
export const conditionOf = ({ revisions: [first] }: Pick<FileGoal, 'revisions'>) =>
	first?.condition;
