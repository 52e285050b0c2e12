import type { MarkKind } from '../../view/trend/trend-marks.ts';

/** A custom property of the page, without its dashes. */
export type Ink = 'paper' | 'ink-soft' | 'accent' | 'caution' | 'serious';

/**
 * The shapes of marks, in a square of 10 px around the place of the mark; each is of its own form, so
 * that none is told by its colour alone. An outline is 1.75 px wide unless it says otherwise.
 */
export const SHAPES: Record<MarkKind, { d: string; fill?: Ink; stroke: Ink; width?: number }> = {
	certified: { d: 'M-5 0A5 5 0 1 1 5 0 5 5 0 1 1-5 0M-2.5 0-.5 2 2.5-2', stroke: 'accent' },
	published: { d: 'M0-5V5', stroke: 'ink-soft' },
	reported: {
		d: 'M-2.5 0A2.5 2.5 0 1 1 2.5 0 2.5 2.5 0 1 1-2.5 0',
		fill: 'ink-soft',
		stroke: 'ink-soft'
	},
	reviewed: {
		d: 'M-6 0Q0-7 6 0 0 7-6 0ZM-1 0A1 1 0 1 1 1 0 1 1 0 1 1-1 0',
		fill: 'paper',
		stroke: 'ink-soft'
	},
	delivered: { d: 'M0-5 5 0 0 5-5 0Z', fill: 'accent', stroke: 'accent' },
	strengthened: { d: 'M0-5V5M-5 0H5', stroke: 'accent' },
	editorial: { d: 'M-5 2 0-3 5 2', stroke: 'ink-soft' },
	superseded: { d: 'M-4.5-4.5H4.5V4.5H-4.5Z', fill: 'paper', stroke: 'ink-soft' },
	split: { d: 'M0 5V0L-5-5M0 0 5-5', stroke: 'ink-soft' },
	date_moved: { d: 'M-4-5 5 0-4 5Z', fill: 'caution', stroke: 'paper', width: 0.75 },
	reworded: { d: 'M-5-3Q-2.5-6 0-3T5-3M-5 3Q-2.5 0 0 3T5 3', stroke: 'caution' },
	narrowed: { d: 'M-5-4H5L0 5Z', fill: 'serious', stroke: 'paper', width: 0.75 },
	missed: { d: 'M-5 0H5M-3.5-3.5 3.5 3.5', stroke: 'serious', width: 2.25 },
	withdrawn: { d: 'M-4.5-4.5 4.5 4.5M4.5-4.5-4.5 4.5', stroke: 'serious', width: 2.25 },
	corrected: {
		d: 'M-4.5 0A4.5 4.5 0 1 1 4.5 0 4.5 4.5 0 1 1-4.5 0',
		fill: 'paper',
		stroke: 'ink-soft'
	},
	weakened: { d: 'M-5-4 0 1 5-4M-5 0 0 5 5 0', stroke: 'serious' }
};
export const OUTLINE = 1.75;
