import { QUARTER_PATTERN } from '$lib/record/quarter.ts';

/** Calendar quarters, such as 2026-Q3. */
export const match = (param: string) => QUARTER_PATTERN.test(param);
