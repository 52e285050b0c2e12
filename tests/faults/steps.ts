/** Planned steps of an import, one of every kind, in an order in which they can be recorded. */

const text = {
	title: 'A goal',
	statement: 'What is promised.',
	criteria: ['First', 'Second'],
	target: { on: '2026-12-31', basis: 'stated', note: 'A note' },
	outlook: 'likely',
	source: 'https://example.org/source',
	translation: {
		language: 'zh',
		title: '一个目标',
		statement: '所作的承诺。',
		criteria: ['第一', '第二'],
		target_note: '一条说明'
	}
};
const progress = {
	grade: 2,
	narrative: 'What was done.',
	source: 'https://example.org/source',
	translation: { language: 'zh', narrative: '做了什么。' },
	evidence: [
		{
			kind: 'link',
			visibility: 'public',
			title: 'A report',
			url: 'https://example.org/report',
			archived_url: 'https://archive.example/report',
			criteria: [0]
		},
		{ kind: 'file', visibility: 'public', title: 'A file', sha256: 'ab'.repeat(32), criteria: [1] },
		{
			kind: 'link',
			visibility: 'redacted',
			title: 'A private report',
			url: 'https://secret.example/report',
			archived_url: 'https://secret.example/archived',
			criteria: [0, 1],
			redaction: { category: 'legal', description: 'Under seal.' }
		}
	]
};

export function stepsOf(key: string): Record<string, unknown>[] {
	return [
		{ kind: 'goal.published', effective_on: '2026-01-01', goal: key, area: 'policy', ...text },
		{
			kind: 'goal.revised',
			effective_on: '2026-01-15',
			goal: key,
			change: 'reworded',
			reason: 'Clearer words.',
			...text,
			title: 'A clearer goal'
		},
		{
			kind: 'progress.reported',
			effective_on: '2026-02-01',
			goal: key,
			update: 'first',
			...progress
		},
		{
			kind: 'progress.corrected',
			effective_on: '2026-02-02',
			goal: key,
			update: 'second',
			corrects: 'first',
			...progress
		},
		{
			kind: 'review.published',
			effective_on: '2026-02-03',
			goal: key,
			of: 'second',
			reviewer: { name: 'R', relation: 'none', conflicts: '', access: 'full' },
			grade: 1,
			agrees: 'no',
			evidence: 'insufficient',
			statement: 'A statement.'
		},
		{
			kind: 'goal.published',
			effective_on: '2026-03-01',
			goal: `${key}-next`,
			area: 'policy',
			...text
		},
		{
			kind: 'goal.closed',
			effective_on: '2026-03-01',
			goal: key,
			as: 'superseded',
			reason: 'Carried on.',
			successors: [`${key}-next`],
			source: 'https://example.org/source'
		}
	];
}
