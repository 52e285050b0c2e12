import type { DraftKind } from '../../src/lib/drafts/draft-kind.ts';
import { goalClosed } from './goal.closed.ts';
import { goalRevised } from './goal.revised.ts';
import { reviewAnswered } from './review.answered.ts';
import { reviewPublished } from './review.published.ts';
import type { Scenario } from './scenario.ts';
import { scorecardCertified } from './scorecard.certified.ts';

export const SCENARIOS = {
	'goal.closed': goalClosed,
	'goal.revised': goalRevised,
	'review.published': reviewPublished,
	'review.answered': reviewAnswered,
	'scorecard.certified': scorecardCertified
} satisfies Record<DraftKind, Scenario>;
