/** The mark of the name: stones upon each other, in a square of 24 px. */
export const STONES = [
	'M2 22c0-2.6 4.4-4 10-4s10 1.4 10 4z',
	'M4.6 14.1c0-2.2 3.2-3.4 7.4-3.4s7.4 1.2 7.4 3.4-3.2 2.9-7.4 2.9-7.4-.7-7.4-2.9z',
	'M7 7.3c0-1.7 2.1-2.7 5-2.7s5 1 5 2.7-2.1 2.4-5 2.4-5-.7-5-2.4z',
	'M12 .3a1.7 1.7 0 1 1 0 3.4 1.7 1.7 0 0 1 0-3.4z'
] as const;
