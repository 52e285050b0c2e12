import { transcribed, type World } from '../support/world.ts';
import type { Refused, Scenario } from './scenario.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const check = {
	effective_on: '2026-03-01',
	by: 'A transcriber',
	sources: ['https://example.org/roadmap'],
	statement: 'Nothing had changed.'
};
const records = new WeakMap<World, Promise<string>>();
/** One record that a third party keeps, of which the world's leader is one. */
function kept(world: World): Promise<string> {
	const known = records.get(world) ?? transcribed(world).then(({ id }) => id);
	records.set(world, known);
	return known;
}
const but = (code: string, what: string, more: object): Refused => [
	code,
	what,
	async () => ({ facts: { ...check, ...more } })
];

export const recordChecked: Scenario = {
	by: 'leader',
	valid: async () => check,
	organization: kept,
	entries: [{ kind: 'record.checked', ...check }],
	refused: [
		[
			'not_transcribed',
			'of a record that its organization keeps',
			async ({ acme }) => ({ facts: check, organization: acme })
		],
		but('day_missing', 'without a day', { effective_on: null }),
		but('future_day', 'on a day to come', { effective_on: TOMORROW }),
		but('statement_missing', 'without a statement', { statement: '\u00a0' }),
		but('wrong_shape', 'by nobody', { by: ' ' }),
		but('wrong_shape', 'without sources', { sources: [] }),
		but('wrong_shape', 'with a source that is no address', { sources: ['the paper'] })
	]
};
