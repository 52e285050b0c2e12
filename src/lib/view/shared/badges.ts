import { m } from '../../paraglide/messages.js';

/** Every badge there is, with its one word and tone, so that it is the same everywhere. */
export const BADGES = {
	// Who stands behind a grade.
	'self-graded': { word: m.badge_self_graded, tone: 'plain' },
	transcribed: { word: m.badge_transcribed, tone: 'caution' },
	reviewed: { word: m.badge_reviewed, tone: 'settled' },
	'review-differs': { word: m.badge_review_differs, tone: 'caution' },
	answered: { word: m.reviews_badge_answered, tone: 'plain' },
	// How current and how well supported it is.
	overdue: { word: m.badge_overdue, tone: 'serious' },
	// The same of a goal in a transcribed record: whether its sources were read since its date.
	'not-found': { word: m.badge_not_found, tone: 'caution' },
	unchecked: { word: m.badge_unchecked, tone: 'caution' },
	'not-closed': { word: m.badge_not_closed, tone: 'caution' },
	stale: { word: m.badge_stale, tone: 'caution' },
	unsupported: { word: m.badge_unsupported, tone: 'caution' },
	insufficient: { word: m.badge_insufficient, tone: 'caution' },
	uncovered: { word: m.badge_uncovered, tone: 'caution' },
	translated: { word: m.badge_translated, tone: 'plain' },
	redacted: { word: m.badge_redacted, tone: 'caution' },
	'few-goals': { word: m.badge_few_goals, tone: 'caution' },
	'mostly-stale': { word: m.badge_mostly_stale, tone: 'caution' },
	'recorded-late': { word: m.badge_recorded_late, tone: 'caution' },
	// What happened to a goal, or to the organization.
	registered: { word: m.badge_registered, tone: 'plain' },
	amended: { word: m.flow_badge_amended, tone: 'plain' },
	published: { word: m.badge_published, tone: 'plain' },
	editorial: { word: m.badge_editorial, tone: 'plain' },
	strengthened: { word: m.badge_strengthened, tone: 'settled' },
	date_moved: { word: m.badge_date_moved, tone: 'caution' },
	unconfirmed: { word: m.badge_unconfirmed, tone: 'caution' },
	reworded: { word: m.badge_reworded, tone: 'caution' },
	narrowed: { word: m.badge_narrowed, tone: 'serious' },
	reported: { word: m.badge_reported, tone: 'plain' },
	corrected: { word: m.badge_corrected, tone: 'caution' },
	standing: { word: m.badge_standing, tone: 'settled' },
	weakening: { word: m.badge_weakening, tone: 'serious' },
	// What a reviewer found of a revision, and where a condition stands.
	weaker: { word: () => m.revision_effect_badge({ effect: 'weaker' }), tone: 'serious' },
	same: { word: () => m.revision_effect_badge({ effect: 'same' }), tone: 'settled' },
	stronger: { word: () => m.revision_effect_badge({ effect: 'stronger' }), tone: 'settled' },
	not_met: { word: () => m.condition_state({ state: 'not_met' }), tone: 'plain' },
	unclear: { word: () => m.condition_state({ state: 'unclear' }), tone: 'caution' },
	met: { word: () => m.condition_state({ state: 'met' }), tone: 'settled' },
	checked: { word: m.badge_checked, tone: 'settled' },
	// A certified scorecard, and whether its figures are those of its record.
	certified: { word: m.certified_badge, tone: 'settled' },
	'figures-match': { word: m.certified_badge_match, tone: 'settled' },
	'figures-differ': { word: m.certified_badge_differ, tone: 'serious' },
	// What this server is too old for.
	raw: { word: m.raw_badge, tone: 'caution' },
	withheld: { word: m.unread_badge, tone: 'serious' },
	// How it was closed.
	open: { word: m.badge_open, tone: 'plain' },
	delivered: { word: m.badge_delivered, tone: 'settled' },
	missed: { word: m.badge_missed, tone: 'serious' },
	withdrawn: { word: m.badge_withdrawn, tone: 'serious' },
	superseded: { word: m.badge_superseded, tone: 'plain' },
	split: { word: m.badge_split, tone: 'plain' },
	// A workspace's own.
	draft: { word: m.badge_draft, tone: 'plain' },
	submitted: { word: m.flow_badge_submitted, tone: 'settled' },
	returned: { word: m.flow_badge_returned, tone: 'caution' },
	yours: { word: m.teams_yours, tone: 'settled' }
} as const satisfies Record<string, { word: () => string; tone: Tone }>;

export type Tone = 'plain' | 'settled' | 'caution' | 'serious';
export type BadgeKind = keyof typeof BADGES;
