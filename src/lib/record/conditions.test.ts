import { expect, test } from 'vitest';
import { conditionAsOf, conditionOf } from './conditions.ts';
import { closed, judged, organizationOf, published } from './testing.ts';

const condition = { text: 'If it happens', threshold: 'Twice' };
const organization = organizationOf([
	published('2026-01-01', 'plain'),
	published('2026-01-01', 'a', { condition, within: 30 }),
	judged('2026-02-01', 'a', 'unclear'),
	judged('2026-03-01', 'a', 'unclear'),
	judged('2026-04-01', 'a', 'not_met'),
	judged('2026-05-01', 'a', 'not_met'),
	judged('2026-05-01', 'a', 'met'),
	published('2026-06-01', 'b', { condition, within: 30 }),
	closed('2026-06-01', 'a', 'superseded', ['b']),
	judged('2026-07-01', 'a', 'not_met'),
	judged('2026-08-01', 'b', 'met')
]);
const on = (t: string, key = 'a') => conditionAsOf(organization, organization.goals.get(key)!, t);

test('before the first judgement a condition is not met, and the goal stands apart', () => {
	expect(on('2026-01-31')).toEqual({ state: 'not_met', since: null, met_on: null, parked: true });
	expect(on('2026-01-31', 'plain')).toBeUndefined();
	expect(conditionOf(organization.goals.get('a')!)).toEqual(condition);
	expect(conditionOf(organization.goals.get('plain')!)).toBeUndefined();
});

test('a state is told with the day from which it has stood', () => {
	expect(on('2026-03-31')).toMatchObject({ state: 'unclear', since: '2026-02-01', parked: false });
	expect(on('2026-04-30')).toMatchObject({ state: 'not_met', since: '2026-04-01', parked: true });
});

test('on one day the later judgement stands, and once met the goal stays in', () => {
	const met = { met_on: '2026-05-01', parked: false };
	expect(on('2026-05-01')).toEqual({ state: 'met', since: '2026-05-01', ...met });
	expect(on('2026-07-31')).toEqual({ state: 'not_met', since: '2026-07-01', ...met });
});

test('what was judged of a predecessor, after its closing too, counts for its successor', () => {
	const first = { met_on: '2026-05-01', parked: false };
	expect(on('2026-06-30', 'b')).toEqual({ state: 'met', since: '2026-05-01', ...first });
	expect(on('2026-07-31', 'b')).toMatchObject({ state: 'not_met', ...first });
	expect(on('2026-08-01', 'b')).toEqual({ state: 'met', since: '2026-08-01', ...first });
	expect(on('2026-08-01')).toMatchObject({ state: 'not_met' });
});
