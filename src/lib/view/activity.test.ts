import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIVITY, activityWords } from './activity.ts';

const line = (action: string, name: string | null = null, detail: string | null = null) =>
	activityWords({ action, name, detail });

test('says what was done', () => {
	expect(line('progress_updates.created', '2026-03-01')).toBe('Drafted the update of 1 March 2026');
	expect(line('progress_updates.returned', '2026-03-01', 'correction')).toBe(
		'Returned the correction of 1 March 2026 with a comment'
	);
	expect(line('closings.published', null, 'withdrawn')).toBe('Closed the goal as withdrawn');
	expect(line('memberships.role_changed', 'Ann', 'leader')).toBe('Made Ann a leader');
	expect(line('teams.changed', 'Blue', 'Red')).toBe('Renamed the team Red to Blue');
	expect(line('organization.amended', 'false')).toBe('Switched the two-person rule off');
	expect(line('record.imported', '1')).toBe('Imported 1 entry');
});

test('every table that is logged has words, and what has none is shown as it is', () => {
	const sql = readdirSync('supabase/migrations')
		.map((name) => readFileSync(`supabase/migrations/${name}`, 'utf8'))
		.join('\n');
	const logged = [...sql.matchAll(/trigger log_activity after [^;]*? on public\.(\w+)/g)];
	const named = new Set(Object.keys(ACTIVITY).map((action) => action.split('.')[0]));
	expect(logged.length).toBeGreaterThan(10);
	for (const [, table] of logged) expect(named).toContain(table);
	expect(line('something.new')).toBe('something.new');
});
