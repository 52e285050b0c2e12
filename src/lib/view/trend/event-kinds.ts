import { m } from '../../paraglide/messages.js';

/**
 * The kinds of events that a trend marks, in the order of their lanes. A kind is one line here and one
 * shape in components/chart/shapes.ts; which entries are marked so, view/kinds says.
 * What makes less of a promise is `on_line`: marked on the line itself too.
 */
export const EVENTS = {
	certified: { word: m.trend_certified, on_line: false },
	published: { word: m.badge_published, on_line: false },
	reported: { word: m.badge_reported, on_line: false },
	reviewed: { word: m.trend_review, on_line: false },
	delivered: { word: m.badge_delivered, on_line: false },
	strengthened: { word: m.badge_strengthened, on_line: false },
	editorial: { word: m.badge_editorial, on_line: false },
	superseded: { word: m.badge_superseded, on_line: false },
	split: { word: m.badge_split, on_line: false },
	date_moved: { word: m.badge_date_moved, on_line: true },
	reworded: { word: m.badge_reworded, on_line: true },
	narrowed: { word: m.badge_narrowed, on_line: true },
	missed: { word: m.badge_missed, on_line: true },
	withdrawn: { word: m.badge_withdrawn, on_line: true },
	corrected: { word: m.badge_corrected, on_line: false }
} as const satisfies Record<string, { word: () => string; on_line: boolean }>;
export type EventKind = keyof typeof EVENTS;
export const EVENT_KINDS = Object.keys(EVENTS) as EventKind[];
