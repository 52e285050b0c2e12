import { must } from '../support/outcome.ts';
import { foldRecord, lastNumber } from '../support/record.ts';
import {
	certification,
	certify,
	FIGURES,
	nobody,
	publishedGoal,
	transcribed,
	type World
} from '../support/world.ts';
import type { Refused, Scenario } from './scenario.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const QUARTERS = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4'];
let quarters = 0;

/** Facts of acme's record as it stands, with a goal of 10 January 2026. */
async function facts(world: World, more: object = {}): Promise<object> {
	await publishedGoal(world.leader.client, world.acme);
	return certification('2026-Q1', await lastNumber(world), more);
}
const certified = async (world: World, more: object) =>
	must(certify(world.leader.client, world.acme, await facts(world, more)));
const but = (code: string, what: string, more: object): Refused => [
	code,
	what,
	async (world) => ({ facts: await facts(world, more) })
];
const by = (more: object) => ({ certifier: { name: 'Lea', office: 'Head of safety', ...more } });
const security = (more: object) => ({
	figures: {
		...FIGURES,
		areas: { ...FIGURES.areas, security: { ...FIGURES.areas.security, ...more } }
	}
});
/** Of the first quarter of 2026, which is certified by then. */
const again = (code: string, what: string, more: object): Refused => [
	code,
	what,
	async (world) => {
		const { certified: all } = (await foldRecord(world)).organizations.get('acme')!;
		const corrects = all.find(({ period }) => period === '2026-Q1')!.seq;
		return { facts: await facts(world, { corrects, reason: 'R.', ...more }) };
	}
];

const none = { n: 0, current: 0, reviewed: 0, delivery: { n: 0, on_time: 0 } };
const some = {
	n: 3,
	current: 1,
	reviewed: 3,
	claimed: 66.67,
	evidenced: 0.07,
	delivery: { n: 2, rate: 100, on_time: 1 }
};
const entry = {
	kind: 'scorecard.certified',
	effective_on: '2026-11-20',
	period: '2026-Q3',
	as_of: '2026-09-30',
	method: 2,
	recording: { late: 3, longest_days: 120, after_period: 4 },
	position: { seq: 6, leaf_hash: '0'.repeat(64) },
	figures: {
		overall: some,
		areas: { security: some, alignment: none, safeguards: none, policy: none }
	},
	certifier: { name: 'A Leader', office: 'Head of safety' },
	statement: 'A statement.'
} as const;

/** What was certified before says nothing of what is on time and what came late. */
const byMethod1 = { ...entry, method: 1 as const, figures: before(entry.figures) };
delete (byMethod1 as { recording?: object }).recording;
const BY_METHOD_1 = before(FIGURES);

function before<F>(figures: F): F {
	return JSON.parse(
		JSON.stringify(figures, (name, value) => (name === 'on_time' ? undefined : value))
	);
}

export const scorecardCertified: Scenario = {
	by: 'leader',
	valid: async (world) => {
		await publishedGoal(world.leader.client, world.acme, { effective_on: '2025-01-10' });
		return facts(world, { period: QUARTERS[quarters++] });
	},
	entries: [
		entry,
		{
			...entry,
			confirmed_by: { name: 'Another', office: 'Board' },
			corrects: 5,
			reason: 'A reason.'
		},
		byMethod1
	],
	refused: [
		[
			'not_allowed',
			'of an organization that is not there',
			async (world) => ({ facts: await facts(world), organization: nobody() })
		],
		but('day_missing', 'without a day', { effective_on: null }),
		but('future_day', 'on a day to come', { effective_on: TOMORROW }),
		but('wrong_period', 'of no quarter', { period: '2026' }),
		but('wrong_period', 'of a fifth quarter', { period: '2026-Q5' }),
		but('wrong_period', 'of the year 0', { period: '0000-Q1' }),
		but('wrong_period', 'without a quarter', { period: null }),
		but('period_not_over', 'on the quarter’s last day', { effective_on: '2026-03-31' }),
		but('period_not_over', 'of a quarter to come', { period: '9999-Q4' }),
		but('name_missing', 'without a name', by({ name: '\u00a0' })),
		but('name_missing', 'with too long a name', by({ name: 'x'.repeat(1001) })),
		but('office_missing', 'without an office', by({ office: '' })),
		but('certified_statement_missing', 'without a statement', { statement: '\u3000' }),
		but('wrong_position', 'of an entry to come', { position: { seq: 1_000_000 } }),
		but('wrong_position', 'without a position', { position: null }),
		but('record_grew', 'of a position before the last entry', { position: { seq: 1 } }),
		but('before_the_record', 'of a quarter before the first entry', { period: '2020-Q1' }),
		but('nothing_to_correct', 'that corrects nothing', { corrects: 1, reason: 'R.' }),
		but('wrong_figures', 'without figures', { figures: null }),
		but('wrong_figures', 'with figures of no area', { figures: { ...FIGURES, areas: {} } }),
		but('wrong_figures', 'with a part of a goal', security({ n: 1.5 })),
		but('wrong_figures', 'with more goals current than there are', security({ current: 2 })),
		but('wrong_figures', 'with more reviewed than there are', security({ reviewed: 2 })),
		but('wrong_figures', 'with a score above 100', security({ claimed: 100.01 })),
		but('wrong_figures', 'with three decimals', security({ evidenced: 12.345 })),
		but('wrong_figures', 'with a score as text', security({ evidenced: '12' })),
		but('wrong_figures', 'with more evidenced than claimed', security({ evidenced: 51 })),
		but('wrong_figures', 'with goals and no score', security({ claimed: null })),
		but('wrong_figures', 'with a score of no goals', security({ n: 0 })),
		but(
			'wrong_figures',
			'with goals due and no rate',
			security({ delivery: { n: 1, on_time: 0 } })
		),
		but(
			'wrong_figures',
			'with more on time than were due',
			security({ delivery: { n: 1, rate: 100, on_time: 2 } })
		),
		but('wrong_figures', 'with an area that says of none', security({ delivery: { n: 0 } })),
		but('figures_changed', 'with figures from before method 2', { figures: BY_METHOD_1 }),
		[
			'transcribed_record',
			'of a record that a third party keeps',
			async (world) => ({
				facts: await facts(world),
				organization: (await transcribed(world)).id
			})
		],
		[
			'certified_already',
			'a second time',
			async (world) => {
				await certified(world, {});
				return { facts: await facts(world, { statement: 'Something else.' }) };
			}
		],
		but('certified_reason_missing', 'again without a reason', { corrects: 1, reason: ' ' }),
		[
			'nothing_to_correct',
			'as a correction of another quarter',
			async (world) => {
				const corrects = await certified(world, { period: '2026-Q2' });
				return { facts: await facts(world, { period: '2026-Q3', corrects, reason: 'R.' }) };
			}
		],
		[
			'certified_already',
			'as a correction of what was corrected',
			async (world) => {
				const period = '2026-Q3';
				const corrects = await certified(world, { period });
				const more = { period, corrects, reason: 'R.' };
				await certified(world, { ...more, statement: 'Corrected.' });
				return { facts: await facts(world, { ...more, statement: 'Once more.' }) };
			}
		],
		again('certified_the_same', 'again with nothing changed', {}),
		again('out_of_order', 'again on an earlier day', {
			effective_on: '2026-04-02',
			statement: 'S.'
		})
	]
};
