/** The closed word lists of the record, in the order in which pages show them. */
export const AREAS = ['security', 'alignment', 'safeguards', 'policy'] as const;
export type Area = (typeof AREAS)[number];

export const CHANGES = ['editorial', 'strengthened', 'date_moved', 'reworded', 'narrowed'] as const;
export type Change = (typeof CHANGES)[number];

export const CLOSED_AS = ['delivered', 'missed', 'withdrawn', 'superseded', 'split'] as const;
export type ClosedAs = (typeof CLOSED_AS)[number];

/** A goal's state: open until its closing, then how it was closed. */
export const GOAL_STATES = ['open', ...CLOSED_AS] as const;
export type GoalState = (typeof GOAL_STATES)[number];

export const GRADES = [0, 1, 2, 3, 4] as const;
export type Grade = (typeof GRADES)[number];

export const TARGET_BASES = ['stated', 'derived'] as const;
export const OUTLOOKS = ['likely', 'feasible', 'unlikely'] as const;
export type Outlook = (typeof OUTLOOKS)[number];

/** The languages that a text can be translated into: those of the site. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

export const KEPT_BY = ['self', 'transcriber'] as const;
export type KeptBy = (typeof KEPT_BY)[number];

export const EVIDENCE_KINDS = ['link', 'file'] as const;
export const VISIBILITIES = ['public', 'redacted'] as const;
export const REDACTION_CATEGORIES = [
	'legal',
	'intellectual_property',
	'public_safety',
	'privacy'
] as const;

export const REVIEW_ACCESS = ['public', 'redacted', 'full'] as const;
export const REVIEW_AGREES = ['yes', 'partly', 'no'] as const;
export const EVIDENCE_JUDGEMENTS = ['sufficient', 'partly', 'insufficient'] as const;
export type EvidenceJudgement = (typeof EVIDENCE_JUDGEMENTS)[number];
/** What a reviewer of an update finds of one criterion. */
export const FINDINGS = ['met', 'partly', 'not_met', 'cannot_tell'] as const;
export type Finding = (typeof FINDINGS)[number];
/** What a reviewer of a revision finds that it made of the goal. */
export const REVISION_EFFECTS = ['weaker', 'same', 'stronger'] as const;
export type RevisionEffect = (typeof REVISION_EFFECTS)[number];
/** Where a conditional goal's condition stands. */
export const CONDITION_STATES = ['not_met', 'unclear', 'met'] as const;
export type ConditionState = (typeof CONDITION_STATES)[number];
