import { test as it } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listPages, ROWS } from './list-page.ts';

const at = (query: string) => listPages(new URL(`https://waymark.example/workspace/acme${query}`));
const rows = Array.from({ length: 2 * ROWS + 1 }, (_, index) => index);

it.prop([fc.array(fc.nat(), { maxLength: 4 * ROWS })])(
	'the pages together are the list',
	(list) => {
		const { pages } = at('')('list', list);
		const all = Array.from({ length: pages }, (_, index) => at(`?list=${index + 1}`)('list', list));
		expect(all.flatMap((page) => page.rows)).toEqual(list);
		for (const page of all) expect(page.count).toBe(list.length);
	}
);

test('a list without rows is one empty page', () => {
	expect(at('')('list', [])).toEqual({ name: 'list', rows: [], number: 1, pages: 1, count: 0 });
});

test('each list has its own page', () => {
	const page = at('?one=2');
	expect(page('one', rows).number).toBe(2);
	expect(page('other', rows).number).toBe(1);
});

test.each(['0', '-1', '1.5', 'x', '', '%00', '1e9'])('“%s” is the first page', (number) => {
	expect(at(`?list=${number}`)('list', rows).number).toBe(1);
});

test('beyond the last page is the last', () => {
	expect(at('?list=999999999')('list', rows)).toMatchObject({ number: 3, rows: [2 * ROWS] });
});
