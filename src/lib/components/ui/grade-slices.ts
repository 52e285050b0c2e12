/** The filled part of a grade's disc, clockwise from the top, in a square of 16 px; none of the first and the last. */
export const SLICES = [
	'',
	'M8 8V2A6 6 0 0 1 14 8Z',
	'M8 2A6 6 0 0 1 8 14Z',
	'M8 8V2A6 6 0 1 1 2 8Z',
	''
] as const;
