import type { RoadmapFile } from './file/file.ts';

const SHA256 = '0123456789abcdef'.repeat(4);

function revision(effective_on: string, title: string, criteria: string[]) {
	const statement = `What ${title} promises.`;
	return { effective_on, change: 'published' as const, title, statement, criteria, target: null };
}

/**
 * For tests only: a small valid file in which everything occurs that the format knows. A fresh copy
 * at each call, to be broken at will.
 */
export function sampleFile(): RoadmapFile {
	return {
		format: 'safety-roadmap/1',
		organization: {
			slug: 'example',
			name: 'Example',
			url: 'https://example.org',
			kept_by: 'transcriber',
			kept_by_note: 'Copied from public pages.'
		},
		roadmap: { title: 'Safety Roadmap', url: 'https://example.org/roadmap', cadence_days: 90 },
		goals: [
			{
				key: 'weights',
				area: 'security',
				revisions: [
					{
						...revision('2026-01-10', 'Guard the weights', ['Locked', 'Logged']),
						target: { on: '2026-06-30', basis: 'derived', note: 'mid-year' },
						outlook: 'likely'
					},
					{
						...revision('2026-03-01', 'Guard the weights', ['Locked']),
						change: 'narrowed',
						target: { on: '2026-09-30', basis: 'stated' },
						reason: 'Logging moved elsewhere.',
						source: 'https://example.org/news'
					}
				],
				updates: [
					{
						key: 'first-look',
						effective_on: '2026-02-01',
						grade: 2,
						narrative: 'Locks are on order.',
						evidence: [
							{
								kind: 'link',
								visibility: 'public',
								title: 'Order',
								url: 'https://example.org/order',
								archived_url: 'https://archive.example/order',
								criteria: [0, 1]
							},
							{
								kind: 'file',
								visibility: 'public',
								title: 'Invoice',
								sha256: SHA256,
								criteria: []
							}
						]
					},
					{
						effective_on: '2026-04-01',
						grade: 4,
						narrative: 'Locks are in.',
						evidence: [
							{
								kind: 'link',
								visibility: 'redacted',
								title: 'Test report',
								url: 'https://intranet.example.org/report',
								criteria: [0],
								redaction: { category: 'public_safety', description: 'Names the locks.' }
							}
						]
					},
					{
						key: 'second-look',
						corrects: 'first-look',
						effective_on: '2026-05-20',
						grade: 1,
						narrative: 'The order had not gone out.',
						evidence: [
							{
								kind: 'file',
								visibility: 'redacted',
								title: 'Letter',
								criteria: [1],
								redaction: { category: 'privacy', description: 'Names a person.' }
							}
						]
					}
				],
				reviews: [
					{
						effective_on: '2026-02-20',
						of: 'first-look',
						reviewer: { name: 'Ada', relation: 'auditor', conflicts: 'none', access: 'full' },
						grade: 1,
						agrees: 'partly',
						evidence: 'insufficient',
						material: 'The draft order.',
						statement: 'The order is not signed.'
					}
				],
				closed: { effective_on: '2026-05-01', as: 'delivered', reason: 'Done.', successors: [] }
			},
			{
				key: 'training',
				area: 'alignment',
				revisions: [revision('2026-01-10', 'Train with care', ['Carefully'])],
				updates: [],
				closed: {
					effective_on: '2026-04-15',
					as: 'split',
					reason: 'Two teams.',
					successors: ['pre-training', 'post-training']
				}
			},
			{
				key: 'pre-training',
				area: 'alignment',
				revisions: [revision('2026-04-15', 'Train with care before', [])],
				updates: [],
				closed: {
					effective_on: '2026-06-01',
					as: 'superseded',
					reason: 'Another plan.',
					successors: ['data']
				}
			},
			{
				key: 'post-training',
				area: 'alignment',
				revisions: [revision('2026-04-15', 'Train with care after', [])],
				updates: []
			},
			{
				key: 'data',
				area: 'alignment',
				revisions: [revision('2026-06-01', 'Choose data with care', [])],
				updates: [{ effective_on: '2026-06-01', grade: 0, narrative: 'Not yet.', evidence: [] }]
			},
			{
				key: 'papers',
				area: 'policy',
				revisions: [revision('2026-02-01', 'Write papers', ['Written'])],
				updates: [],
				closed: { effective_on: '2026-02-01', as: 'withdrawn', reason: 'No time.', successors: [] }
			}
		]
	};
}
