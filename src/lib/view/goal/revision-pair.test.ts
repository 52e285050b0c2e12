import { expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { organizationOf, published, revised } from '../../record/testing.ts';
import { pairView, readPair } from './revision-pair.ts';

const goal = organizationOf([
	published('2025-01-01', 'a', {
		title: '模型权重必须加密',
		statement: '所有权重都要加密。',
		criteria: ['由两人批准', '每季度复查'],
		target: '2025-06-30',
		outlook: 'likely'
	}),
	revised('2025-02-01', 'a', 'narrowed', {
		title: '模型权重应当加密',
		statement: '所有权重都要加密。',
		criteria: ['由两人批准'],
		target: '2025-06-30',
		outlook: 'likely'
	}),
	revised('2025-03-01', 'a', 'date_moved', {
		title: '模型权重应当加密',
		statement: '所有权重都要加密。',
		criteria: ['由两人批准', '每季度复查'],
		target: '2025-07-30'
	})
]).goals.get('a')!;
const read = (query: string, t = '2025-12-31') => readPair(new URLSearchParams(query), goal, t);
const changes = (from: number, to: number) => {
	const { changes, unchanged, steps } = pairView(goal, { from, to });
	const parts = changes.map(({ name, parts, note }) => [
		name,
		parts.map(({ text, change }) => `${change}: ${text}`),
		note
	]);
	return { parts, unchanged, steps: steps.map(({ number, change }) => `${number} ${change}`) };
};

test('a pair is read whichever way round it is asked for', () => {
	expect(read('')).toBeNull();
	expect(read('from=&to=')).toBeNull();
	expect(read('from=1&to=3')).toEqual({ from: 1, to: 3 });
	expect(read('from=3&to=1')).toEqual({ from: 1, to: 3 });
});

test('a revision that there is not, or not yet, is named', () => {
	expect(read('from=1&to=4')).toEqual({ missing: '4' });
	expect(read('from=01&to=2')).toEqual({ missing: '01' });
	expect(read('from=1')).toEqual({ missing: '' });
	expect(read('from=1&to=3', '2025-02-28')).toEqual({ missing: '3' });
});

test('neighbours and revisions further apart are compared part by part', () => {
	expect(changes(1, 2)).toEqual({
		parts: [
			['Title', ['same: 模型权重', 'removed: 必须', 'added: 应当', 'same: 加密'], undefined],
			['Acceptance criteria', ['same: 1. 由两人批准\n', 'removed: 2. 每季度复查'], undefined]
		],
		unchanged: ['Statement', 'Target date', 'Outlook'],
		steps: ['2 narrowed']
	});
	expect(changes(1, 3)).toMatchObject({
		parts: [
			['Title', expect.anything(), undefined],
			[
				'Target date',
				['removed: 30 June 2025, stated', 'same:  ', 'added: 30 July 2025, stated'],
				'30 days later'
			],
			['Outlook', ['removed: Likely', 'same:  ', 'added: None given'], undefined]
		],
		unchanged: ['Statement', 'Acceptance criteria'],
		steps: ['2 narrowed', '3 date_moved']
	});
});

test('a comparison is made in the language that is read, a second one too', () => {
	expect(changes(1, 3).unchanged).toEqual(['Statement', 'Acceptance criteria']);
	overwriteGetLocale(() => 'zh');
	try {
		const { parts, unchanged } = changes(1, 3);
		expect(unchanged).toEqual(['陈述', '验收标准']);
		expect(parts[1]).toEqual([
			'目标日期',
			['removed: 2025年6月30日，明确给出', 'same:  ', 'added: 2025年7月30日，明确给出'],
			'推迟 30 天'
		]);
	} finally {
		overwriteGetLocale(() => 'en');
	}
});

test('a revision beside itself has no step and no change', () => {
	expect(changes(2, 2)).toMatchObject({ parts: [], steps: [] });
});
