import type {
	CertifiedFigures,
	Entry,
	EvidenceItem,
	Given,
	GoalPublished,
	ProgressReported,
	ReviewPublished,
	ScorecardCertified
} from './entries.ts';
import type { StoredEntry } from '../log/verify.ts';
import { fold } from './fold.ts';
import { envelopeOf, leafHash } from '../log/hash.ts';
import { lastDayOf } from './quarter.ts';
import type { RawEntry } from './raw.ts';
import type { Organization, RecordState } from './state.ts';
import type {
	Area,
	Change,
	ClosedAs,
	ConditionState,
	EvidenceJudgement,
	Grade,
	RevisionEffect
} from './vocabulary.ts';

/** Builders for tests: short specs of entries, and the record that they make up. */

type Unnumbered<T> = T extends Entry ? Omit<T, Given | 'revision'> & { revision?: number } : never;
/** An entry before it is numbered; where `revision` is missing, it is counted. */
export type Draft = Unnumbered<Entry>;

type GoalText = Partial<
	Pick<GoalPublished, 'title' | 'statement' | 'criteria' | 'outlook' | 'condition'>
> & {
	target?: string;
	/** Days from the condition's being met. */
	within?: number;
};
type Progress = Partial<Pick<ProgressReported, 'update' | 'evidence' | 'revision'>>;

export function registered(on: string): Draft {
	return {
		kind: 'organization.registered',
		effective_on: on,
		name: 'Example Lab',
		url: 'https://lab.example',
		kept_by: 'self',
		roadmap: { title: 'Safety roadmap', url: 'https://lab.example/roadmap', cadence_days: 90 }
	};
}

export function amended(on: string, two_person_rule: boolean): Draft {
	return { kind: 'organization.amended', effective_on: on, two_person_rule };
}

export function published(on: string, goal: string, text: GoalText & { area?: Area } = {}): Draft {
	return {
		kind: 'goal.published',
		effective_on: on,
		goal,
		area: text.area ?? 'security',
		...goalText(goal, text),
		...(text.condition && { condition: text.condition })
	};
}

export function revised(on: string, goal: string, change: Change, text: GoalText = {}): Draft {
	return {
		kind: 'goal.revised',
		effective_on: on,
		goal,
		change,
		reason: 'A reason.',
		...goalText(goal, text)
	};
}

function goalText(goal: string, text: GoalText) {
	const { target, within, title, statement, criteria, outlook } = text;
	return {
		title: title ?? `Goal ${goal}`,
		statement: statement ?? 'A statement.',
		criteria: criteria ?? ['A criterion'],
		...(target && { target: { on: target, basis: 'stated' as const } }),
		...(within !== undefined && { target_within: { days: within, basis: 'stated' as const } }),
		...(outlook && { outlook })
	};
}

/** The update's key is its day, and its evidence one link without an archived copy, unless given. */
export function reported(on: string, goal: string, grade: Grade, more: Progress = {}): Draft {
	return { kind: 'progress.reported', effective_on: on, goal, ...progress(on, grade, more) };
}

export function corrected(
	on: string,
	goal: string,
	corrects: string,
	grade: Grade,
	more: Progress = {}
): Draft {
	return {
		kind: 'progress.corrected',
		effective_on: on,
		goal,
		corrects,
		...progress(on, grade, { update: `${on}-correction`, ...more })
	};
}

function progress(on: string, grade: Grade, more: Progress) {
	return { update: on, grade, narrative: 'A narrative.', evidence: [link()], ...more };
}

export function reviewed(
	on: string,
	goal: string,
	of: string,
	evidence: EvidenceJudgement,
	grade: Grade = 2,
	{
		by = 'A Reviewer',
		...more
	}: Partial<Pick<ReviewPublished, 'material' | 'statement'>> & {
		by?: string;
	} = {}
): Draft {
	return {
		kind: 'review.published',
		effective_on: on,
		goal,
		of,
		reviewer: reviewerOf(by),
		grade,
		agrees: 'partly',
		evidence,
		statement: 'A judgement.',
		...more
	};
}

const reviewerOf = (name: string): ReviewPublished['reviewer'] => ({
	...{ name, relation: '', conflicts: '', access: 'full' }
});

export function revisionReviewed(
	on: string,
	goal: string,
	revision: number,
	effect: RevisionEffect,
	by = 'A Reviewer'
): Draft {
	return {
		kind: 'revision.reviewed',
		effective_on: on,
		goal,
		revision,
		reviewer: reviewerOf(by),
		effect,
		statement: 'A judgement.'
	};
}

export function judged(on: string, goal: string, state: ConditionState): Draft {
	const kind = 'condition.judged';
	return { kind, effective_on: on, goal, state, statement: 'A judgement.', evidence: [] };
}

/** `review` is the number of the review's entry. */
export function answered(on: string, goal: string, of: string, review: number): Draft {
	const kind = 'review.answered';
	return { kind, effective_on: on, goal, of, review, statement: 'An answer.' };
}

export function closed(on: string, goal: string, as: ClosedAs, successors: string[] = []): Draft {
	return { kind: 'goal.closed', effective_on: on, goal, as, reason: 'A reason.', successors };
}

const NO_FIGURES: CertifiedFigures = {
	...{ n: 0, current: 0, reviewed: 0 },
	delivery: { n: 0, on_time: 0 }
};

/** Certified after entry 1 with figures of no goals, unless given. */
export function certified(
	on: string,
	period: string,
	more: Partial<ScorecardCertified> = {}
): Extract<Draft, { kind: 'scorecard.certified' }> {
	const areas = {
		security: NO_FIGURES,
		alignment: NO_FIGURES,
		safeguards: NO_FIGURES,
		policy: NO_FIGURES
	};
	return {
		kind: 'scorecard.certified',
		effective_on: on,
		period,
		as_of: lastDayOf(period),
		method: 2,
		recording: { late: 0, longest_days: 0, after_period: 0 },
		position: { seq: 1, leaf_hash: '0'.repeat(64) },
		figures: { overall: NO_FIGURES, areas },
		certifier: { name: 'A Leader', office: 'Head of safety' },
		statement: 'A statement.',
		...more
	};
}

/** A public link without an archived copy, supporting the first criterion. */
export function link(more: Partial<EvidenceItem> = {}): EvidenceItem {
	return {
		kind: 'link',
		visibility: 'public',
		title: 'A page',
		url: 'https://lab.example/page',
		criteria: [0],
		...more
	};
}

/** A redacted link, supporting the first criterion: its address stays where it is. */
export function redacted(more: Partial<EvidenceItem> = {}): EvidenceItem {
	return {
		kind: 'link',
		visibility: 'redacted',
		title: 'A page',
		redaction: { category: 'privacy', description: 'Names of people.' },
		criteria: [0],
		...more
	};
}

/** A public file, supporting the first criterion. */
export function file(more: Partial<EvidenceItem> = {}): EvidenceItem {
	return {
		kind: 'file',
		visibility: 'public',
		title: 'A file',
		sha256: 'a'.repeat(64),
		criteria: [0],
		...more
	};
}

/** What speaks of a goal, but of no revision of it. */
const UNREVISED: Draft['kind'][] = [
	'goal.closed',
	'condition.judged',
	'review.published',
	'review.answered'
];

/** One for each number, where no secret is kept. */
export const nonceOf = (seq: number): string =>
	`00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`;

/** An entry as the database has it. */
export function storedEntry(entry: Entry, body = JSON.stringify(entry)): StoredEntry {
	const envelope = envelopeOf(body, entry);
	return { seq: entry.seq, body, envelope, leaf_hash: leafHash(envelope) };
}

/** Numbers drafts, in the order given, as one organization's entries from `from` on. */
export function entries(
	drafts: readonly Draft[],
	{ organization = 'example', from = 1 } = {}
): Entry[] {
	const revisions = new Map<string, number>();
	return drafts.map((draft, index) => {
		const head = {
			seq: from + index,
			organization,
			recorded_at: `${draft.effective_on}T12:00:00.000Z`,
			nonce: nonceOf(from + index)
		};
		if (!('goal' in draft)) return { ...draft, ...head } as Entry;
		const isRevision = draft.kind === 'goal.published' || draft.kind === 'goal.revised';
		const revision = (revisions.get(draft.goal) ?? 0) + (isRevision ? 1 : 0);
		revisions.set(draft.goal, revision);
		if (UNREVISED.includes(draft.kind)) return { ...draft, ...head } as Entry;
		return { revision, ...draft, ...head } as Entry;
	});
}

/** Folds what is meant to be read and placed; throws where an entry is kept raw instead. */
export function foldWhole(entries: Iterable<Entry | RawEntry>, onto?: RecordState): RecordState {
	const state = fold(entries, onto);
	if (state.raw[0]) throw new Error(state.raw[0].problem);
	return state;
}

/** The organization that the drafts make up; its registration is put first where it is missing. */
export function organizationOf(drafts: readonly Draft[]): Organization {
	const first = drafts[0];
	const all =
		first?.kind === 'organization.registered' ? drafts : [registered('2020-01-01'), ...drafts];
	const [organization] = foldWhole(entries(all)).organizations.values();
	return organization!;
}
