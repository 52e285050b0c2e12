import type { Entry, EvidenceItem } from '../../../src/lib/record/entries.ts';
import { SCENARIOS } from '../../scenarios/index.ts';

/** Entries of every kind, with all that they may have and with no more than they must. */

const head = {
	seq: 7,
	organization: 'acme-2',
	recorded_at: '2026-11-21T09:30:00.123Z',
	effective_on: '2026-11-20',
	nonce: '3f0c9a1e-52d4-4c1b-9f00-8a7b6c5d4e3f'
};

const redaction = { category: 'legal', description: 'Under seal.' } as const;
const item = { title: 'A report', criteria: [0, 2] };
const link = { ...item, kind: 'link', visibility: 'public', url: 'https://lab.example/a' } as const;
const file = {
	...item,
	kind: 'file',
	visibility: 'public',
	sha256: '0af'.padEnd(64, '1')
} as const;
export const EVIDENCE: EvidenceItem[] = [
	link,
	{ ...link, archived_url: 'HTTP://archive.example/a?b#ç' },
	file,
	{ ...file, name: 'Bericht 🧭.pdf', media_type: 'application/pdf', bytes: 12 },
	{ ...item, kind: 'link', visibility: 'redacted', redaction },
	{ ...item, kind: 'file', visibility: 'redacted', redaction },
	{ ...file, visibility: 'redacted', redaction }
];

const text = { title: 'A goal', statement: 'What is promised.', criteria: ['One', '二', '🧭'] };
const target = { on: '2027-01-31', basis: 'derived', note: '' } as const;
const translation = {
	language: 'zh',
	title: '目标',
	statement: '陈述',
	criteria: ['一', '二', '三'] as string[]
} as const;
const revision = {
	goal: 'a-goal',
	revision: 1,
	...text,
	target,
	outlook: 'likely',
	source: 'A speech of 2026',
	translation: { ...translation, target_note: '说明' }
} as const;
const bare = { goal: 'a-goal', revision: 1, ...text, criteria: [] };

const progress = {
	goal: 'a-goal',
	update: '2026-11-20',
	revision: 2,
	grade: 4,
	narrative: 'Done.'
} as const;
const whole = {
	...progress,
	evidence: EVIDENCE,
	source: 'https://lab.example/b',
	translation: { language: 'en', narrative: 'Done.' }
} as const;

const registered = {
	...head,
	kind: 'organization.registered',
	name: 'Acme',
	url: 'https://lab.example',
	kept_by: 'self',
	roadmap: { title: 'Safety roadmap', url: 'https://lab.example/roadmap', cadence_days: 90 }
} as const;
const closed = { ...head, kind: 'goal.closed', goal: 'a-goal', reason: 'A reason.' } as const;

export const EXAMPLES: readonly Entry[] = [
	registered,
	{ ...registered, kept_by: 'transcriber', kept_by_note: 'From the page of May.' },
	{ ...head, kind: 'organization.amended', two_person_rule: false },
	{ ...head, kind: 'goal.published', ...revision, area: 'security' },
	{ ...head, kind: 'goal.published', ...bare, area: 'policy' },
	{
		...head,
		kind: 'goal.revised',
		...revision,
		translation: { ...revision.translation, reason: '原因' },
		change: 'narrowed',
		reason: 'A reason.'
	},
	{ ...head, kind: 'goal.revised', ...bare, change: 'editorial', reason: 'A reason.' },
	{ ...closed, as: 'delivered', successors: [] },
	{ ...closed, as: 'superseded', successors: ['b'], source: 'A page' },
	{ ...closed, as: 'split', successors: ['b', 'c'] },
	{ ...head, kind: 'progress.reported', ...whole },
	{ ...head, kind: 'progress.reported', ...progress, evidence: [] },
	{ ...head, kind: 'progress.corrected', ...whole, corrects: '2026-11-19' },
	...Object.values(SCENARIOS).flatMap(({ entries }) =>
		entries.map((facts) => ({ ...facts, ...head }))
	)
];
