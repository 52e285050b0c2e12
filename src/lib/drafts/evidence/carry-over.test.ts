import { expect, test } from 'vitest';
import { carryOver } from './carry-over.ts';

test('criteria are carried over by their text', () => {
	expect(carryOver(['0', '1'], ['a', 'b'], ['b', 'c'])).toEqual(['0']);
});
