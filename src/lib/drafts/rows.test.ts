import { expect, test } from 'vitest';
import { changeRows, rowsOf } from './rows.ts';

const blank = () => '';

test('finds the rows of one name in order, whatever else the form has', () => {
	const form = new FormData();
	for (const name of [
		'title',
		'evidence.10.title',
		'evidence.2.url',
		'evidence.2.title',
		'evidences.1'
	])
		form.set(name, 'x');
	expect(rowsOf(form, 'evidence')).toEqual([2, 10]);
	expect(rowsOf(form, 'criteria')).toEqual([]);
});

test.each([
	['add', ['a', 'b', 'c', '']],
	['up 1', ['b', 'a', 'c']],
	['down 1', ['a', 'c', 'b']],
	['remove 1', ['a', 'c']],
	['up 0', ['a', 'b', 'c']],
	['down 2', ['a', 'b', 'c']],
	['remove 7', ['a', 'b', 'c']],
	['nonsense', ['a', 'b', 'c']]
])('%s', (command, expected) => {
	expect(changeRows(['a', 'b', 'c'], command, blank)).toEqual(expected);
});
