import { expect, test } from 'vitest';
import type { Grade } from '../../record/vocabulary.ts';
import { contradictedBy, proposedGrade } from './grade-claims.ts';

test.each([
	[0, 0, null],
	[0, 3, null],
	[1, 3, 2],
	[2, 4, 2],
	[2, 3, 3],
	[3, 3, 4],
	[1, 1, 4]
])('%d of %d criteria met propose %s', (met, criteria, grade) => {
	expect(proposedGrade(met, criteria)).toBe(grade);
});

test.each([
	[4, 2, 3, true],
	[4, 3, 3, false],
	[4, 0, 0, false],
	[3, 1, 3, false],
	[2, 0, 3, false],
	[1, 1, 3, true],
	[0, 1, 3, true],
	[0, 0, 3, false]
])('grade %d with %d of %d met is refused: %s', (grade, met, criteria, refused) => {
	expect(contradictedBy(grade as Grade, met, criteria) !== null).toBe(refused);
});
