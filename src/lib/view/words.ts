import type { REDACTION_CATEGORIES, REVIEW_ACCESS, REVIEW_AGREES } from '../record/vocabulary.ts';
import type { Area, EvidenceJudgement, GoalState, Outlook } from '../record/vocabulary.ts';

/** The record's closed words as pages say them. */

export const AREA_NAMES: Record<Area, string> = {
	security: 'Security',
	alignment: 'Alignment',
	safeguards: 'Safeguards',
	policy: 'Policy'
};

export const OUTLOOK_WORDS: Record<Outlook, string> = {
	likely: 'Likely',
	feasible: 'Feasible',
	unlikely: 'Unlikely'
};

export const REDACTION_WORDS: Record<(typeof REDACTION_CATEGORIES)[number], string> = {
	legal: 'legal reasons',
	intellectual_property: 'intellectual property',
	public_safety: 'public safety',
	privacy: 'privacy'
};

export const ACCESS_WORDS: Record<(typeof REVIEW_ACCESS)[number], string> = {
	public: 'saw what is public',
	redacted: 'saw redacted evidence',
	full: 'saw all evidence'
};

export const AGREES_WORDS: Record<(typeof REVIEW_AGREES)[number], string> = {
	yes: 'Agrees with the grade',
	partly: 'Agrees in part with the grade',
	no: 'Does not agree with the grade'
};

export const JUDGEMENT_WORDS: Record<EvidenceJudgement, string> = {
	sufficient: 'finds the evidence sufficient',
	partly: 'finds the evidence sufficient in part',
	insufficient: 'finds the evidence insufficient'
};

/** "Delivered on", "Split on" …: how a closing is spoken of. */
export const CLOSED_WORDS: Record<Exclude<GoalState, 'open'>, string> = {
	delivered: 'Delivered',
	withdrawn: 'Withdrawn',
	superseded: 'Superseded',
	split: 'Split'
};
