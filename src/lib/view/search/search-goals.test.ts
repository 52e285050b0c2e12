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

test('criteria are searched, in every language, and shown where they tell most', () => {
	const statement = 'Weights stay inside.';
	const criteria = ['Two people open it', 'A **log** of each opening'];
	const translation = {
		lang: 'zh',
		title: '保险库',
		statement: '权重不离开。',
		criteria: ['两人开启', '每次开启均有日志']
	};
	const record = fold(
		entries(
			[
				registered('2026-01-01'),
				Object.assign(published('2026-01-01', 'goal', { title: 'A vault', criteria, statement }), {
					translation
				})
			],
			{ organization: 'lab' }
		)
	);
	const shown = (query: string) => {
		const [hit] = searchGoals(record, query, T);
		if (!hit) return null;
		const { criterion, excerpt, update } = foundGoal(hit, query, T);
		return { rank: hit.rank, criterion, update, text: excerpt.map(({ text }) => text).join('') };
	};
	expect(shown('log')).toMatchObject({ rank: 1, criterion: 2, text: 'A log of each opening' });
	expect(shown('日志')).toMatchObject({ rank: 1, criterion: 2, text: '每次开启均有日志' });
	expect(shown('vault log')).toMatchObject({ rank: 1, criterion: 2 });
	expect(shown('weights')).toMatchObject({ criterion: 0, text: 'Weights stay inside.' });
	expect(shown('vault')).toMatchObject({ rank: 0, criterion: 0 });
	expect(shown('"it a log"'), 'a phrase does not go on in the next text').toBeNull();
});

test('quotes search a phrase', () => {
	expect(find('"red team"')).toEqual(['team 0', 'title 0', 'statement 1', 'narrative 2']);
	expect(find('"team red"')).toEqual([]);
	expect(find('"red lights"')).toEqual(['narrative 2']);
	expect(find('“model weights” probe')).toEqual([]);
	expect(find('“模型权重”')).toEqual(['zh 0']);
	expect(find('"队测"')).toEqual(['zh 1']);
});

test('a minus leaves out', () => {
	expect(find('red -lights')).toEqual(['team 0', 'title 0', 'statement 1']);
	expect(find('red -model')).toEqual(['team 0', 'statement 1', 'narrative 2']);
	expect(find('team -"red team"')).toEqual([]);
	expect(find('red -"team met"')).toEqual(['team 0', 'title 0', 'statement 1']);
	expect(find('模型 -红队')).toEqual([]);
	expect(find('-red')).toEqual([]);
	// The corrected narrative does not stand.
	expect(find('right -two')).toEqual(['corrected 0']);
	expect(find('right -two', '2026-02-02')).toEqual([]);
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
