/** Every badge there is, with its one word and tone, so that it is the same everywhere. */
export const BADGES = {
	// Who stands behind a grade.
	'self-graded': { word: 'Self-graded', tone: 'plain' },
	transcribed: { word: 'Transcribed', tone: 'caution' },
	reviewed: { word: 'Reviewed', tone: 'settled' },
	'review-differs': { word: 'Reviewed, grade differs', tone: 'caution' },
	// How current and how well supported it is.
	overdue: { word: 'Overdue', tone: 'serious' },
	stale: { word: 'No current information', tone: 'caution' },
	unsupported: { word: 'No supporting evidence', tone: 'caution' },
	uncovered: { word: 'Criterion without evidence', tone: 'caution' },
	redacted: { word: 'Redacted', tone: 'caution' },
	'few-goals': { word: 'Fewer than 3 goals', tone: 'caution' },
	'mostly-stale': { word: 'Less than half current', tone: 'caution' },
	'recorded-late': { word: 'Recorded late', tone: 'caution' },
	// What happened to a goal, or to the organization.
	registered: { word: 'Registered', tone: 'plain' },
	published: { word: 'Published', tone: 'plain' },
	editorial: { word: 'Editorial', tone: 'plain' },
	strengthened: { word: 'Strengthened', tone: 'settled' },
	date_moved: { word: 'Date moved', tone: 'caution' },
	narrowed: { word: 'Narrowed', tone: 'serious' },
	reported: { word: 'Update', tone: 'plain' },
	corrected: { word: 'Corrected', tone: 'caution' },
	standing: { word: 'Stands now', tone: 'settled' },
	weakening: { word: 'Weakening', tone: 'serious' },
	// How it was closed.
	open: { word: 'Open', tone: 'plain' },
	delivered: { word: 'Delivered', tone: 'settled' },
	withdrawn: { word: 'Withdrawn', tone: 'serious' },
	superseded: { word: 'Superseded', tone: 'plain' },
	split: { word: 'Split', tone: 'plain' },
	// A workspace's own.
	draft: { word: 'Draft', tone: 'plain' }
} as const satisfies Record<string, { word: string; tone: Tone }>;

export type Tone = 'plain' | 'settled' | 'caution' | 'serious';
export type BadgeKind = keyof typeof BADGES;
