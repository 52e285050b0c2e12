import type { DraftKind } from '../../src/lib/drafts/draft-kind.ts';
import { conditionJudged } from './condition.judged.ts';
import { goalClosed } from './goal.closed.ts';
import { recordChecked } from './record.checked.ts';
import { goalRevised } from './goal.revised.ts';
import { reviewAnswered } from './review.answered.ts';
import { reviewPublished } from './review.published.ts';
import { revisionReviewed } from './revision.reviewed.ts';
import type { Scenario } from './scenario.ts';
import { scorecardCertified } from './scorecard.certified.ts';

export const SCENARIOS = {
	'condition.judged': conditionJudged,
	'goal.closed': goalClosed,
	'goal.revised': goalRevised,
	'review.published': reviewPublished,
	'review.answered': reviewAnswered,
	'revision.reviewed': revisionReviewed,
	'record.checked': recordChecked,
	'scorecard.certified': scorecardCertified
} satisfies Record<DraftKind, Scenario>;
