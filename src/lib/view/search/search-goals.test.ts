import { expect, test } from 'vitest';
import type { ProgressReported } from '../../record/entries.ts';
import { fold } from '../../record/fold.ts';
import { closed, corrected, type Draft, entries, published } from '../../record/testing.ts';
import { registered, reported, revised } from '../../record/testing.ts';
import { foundGoal, searchGoals } from './search-goals.ts';

const T = '2026-06-01';
const text = (narrative: string) => ({ narrative }) as Partial<ProgressReported>;

function update(on: string, goal: string, narrative: string): Draft {
	return { ...reported(on, goal, 2), ...text(narrative) } as Draft;
}

const record = fold([
	...entries(
		[
			registered('2026-01-01'),
			published('2026-01-01', 'title', { title: 'Red team every model' }),
			published('2026-01-01', 'statement', { statement: 'A **red** [team](https://x.example/).' }),
			published('2026-01-01', 'narrative', { title: 'Probe it' }),
			update('2026-02-01', 'narrative', 'The team met.'),
			update('2026-03-01', 'narrative', 'A red team met.'),
			update('2026-04-01', 'narrative', 'The red lights.'),
			published('2026-01-01', 'later', { title: 'Untitled' }),
			revised('2026-07-01', 'later', 'editorial', { title: 'Red team later' }),
			published('2026-01-01', 'corrected', { title: 'Put right' }),
			update('2026-02-02', 'corrected', 'A red team of two.'),
			{
				...corrected('2026-02-03', 'corrected', '2026-02-02', 2),
				...text('A blue panda.')
			} as Draft
		],
		{ organization: 'lab' }
	),
	...entries(
		[
			registered('2026-01-01'),
			published('2026-01-01', 'zh', { title: '保护模型权重', statement: '由红队测试模型。' }),
			published('2026-01-01', 'team', { title: 'A RED TEAM' }),
			closed('2026-02-01', 'team', 'withdrawn')
		],
		{ organization: 'other', from: 13 }
	)
]);

const find = (query: string, t = T) =>
	searchGoals(record, query, t).map(({ goal, rank }) => `${goal.key} ${rank}`);

test('titles come before statements and those before narratives, over all organizations', () => {
	expect(find('red team')).toEqual(['team 0', 'title 0', 'statement 1', 'narrative 2']);
});

test('all words must be there, in any of the goal’s texts', () => {
	expect(find('probe lights')).toEqual(['narrative 2']);
	expect(find('probe panda')).toEqual([]);
	expect(find('')).toEqual([]);
	expect(find('!')).toEqual([]);
});

test('Chinese words are found inside a sentence', () => {
	expect(find('模型权重')).toEqual(['zh 0']);
	expect(find('权重 测试')).toEqual(['zh 1']);
	expect(find('数据')).toEqual([]);
});

test('only what stands as of the day is searched', () => {
	expect(find('later', '2026-06-30')).toEqual([]);
	expect(find('later', '2026-07-01')).toEqual(['later 0']);
	expect(find('right two', '2026-02-02')).toEqual(['corrected 2']);
	expect(find('right two')).toEqual([]);
	expect(find('panda')).toEqual(['corrected 2']);
	expect(find('team', '2025-12-31')).toEqual([]);
});

test('a hit shows the narrative with the most of the words, and the newest of those', () => {
	const shown = (query: string) => {
		const hit = searchGoals(record, query, T).find(({ goal }) => goal.key === 'narrative')!;
		return foundGoal(hit, query, T);
	};
	const found = shown('red team');
	expect(found).toMatchObject({
		organization: { slug: 'lab', kept_by: 'self' },
		row: { key: 'narrative', grade: 2 },
		title: [{ text: 'Probe it', hit: false }],
		update: { day: '2026-03-01' }
	});
	expect(found.excerpt.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(['red', 'team']);
	expect(shown('red').update?.day).toBe('2026-04-01');
});

test('a statement is shown without its Markdown', () => {
	const hit = searchGoals(record, 'red', T).find(({ goal }) => goal.key === 'statement')!;
	expect(foundGoal(hit, 'red', T)).toMatchObject({
		update: null,
		excerpt: [
			{ text: 'A ', hit: false },
			{ text: 'red', hit: true },
			{ text: ' team.', hit: false }
		]
	});
});
