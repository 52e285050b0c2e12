import type { SupabaseClient } from '@supabase/supabase-js';
import type { Person } from '../support/database.ts';
import { must } from '../support/outcome.ts';
import { nobody, publishedGoal, publishedUpdate, type World } from '../support/world.ts';
import type { RoleName } from './matrix.ts';
import { attempts, type Row } from './rows.ts';
import { fewByFew, type Walker } from './walk.ts';

/** What takes more than a role and a plausible row to try: forgeries, and circumstances that are rare. */

type Id = string;
/** Of the other organization. */
export type Foreign = { goal: Id; update: Id; team: Id };

export async function makeForeign({ stranger, umbra }: World): Promise<Foreign> {
	const { goal } = await publishedGoal(stranger.client, umbra);
	const update = await publishedUpdate(stranger.client, goal);
	const team = { organization_id: umbra, name: 'Theirs', created_by: stranger.membership };
	const { id } = await must(stranger.client.from('teams').insert(team).select('id').single());
	// Who looks for others' imports has one of their own.
	const begun = { organization: umbra, expected: 0, total: 0 };
	await must(stranger.client.rpc('begin_import', begun));
	return { goal, update, team: id };
}

const worksThere = ({ umbra }: World, { id }: Person) =>
	`insert into public.memberships (organization_id, user_id, role, name, email)
	 values ('${umbra}', '${id}', 'leader', 'L', 'l@example.org')`;

/**
 * Rows that nobody takes, though they differ from a plausible one in a single column; some in circumstances
 * that the owner of the database brings about.
 */
function forgeries(world: World, { rows }: Walker, foreign: Foreign) {
	const { leader, contributor, reviewer, umbra } = world;
	const asContributor = { created_by: contributor.membership };
	const all: Record<string, [RoleName, object, sql?: string][]> = {
		goals: [['leader', asContributor]],
		goal_drafts: [
			['leader', { goal_id: foreign.goal }],
			['leader', { goal_id: rows.goals![0]!.id }]
		],
		progress_updates: [
			['leader', asContributor],
			['contributor', { created_by: leader.membership }],
			['leader', { goal_id: foreign.goal }]
		],
		evidence: [
			['contributor', { organization_id: umbra }],
			['leader', { organization_id: umbra }]
		],
		update_comments: [
			['leader', asContributor],
			['contributor', { created_by: leader.membership }],
			['leader', { update_id: foreign.update }],
			['leader', { update_id: foreign.update }, worksThere(world, leader)],
			['leader', { update_id: nobody() }]
		],
		drafts: [
			['reviewer', { created_by: leader.membership }],
			['reviewer', { kind: 'review.answered', facts: {} }],
			['leader', asContributor],
			['leader', { kind: 'review.published', facts: rows.unreviewed![0]!.facts }],
			['leader', { organization_id: umbra }]
		],
		teams: [['leader', asContributor]],
		team_members: [
			['leader', { team_id: foreign.team }],
			['leader', { membership_id: reviewer.membership }],
			['leader', { membership_id: world.stranger.membership }]
		],
		goal_owners: [
			['leader', { goal_id: foreign.goal }],
			['leader', { team_id: foreign.team, membership_id: null }],
			['leader', { membership_id: reviewer.membership }],
			['leader', { membership_id: world.stranger.membership }]
		]
	};
	return all;
}

type Circumstance = {
	when: string;
	/** Done by the owner of the database, past triggers and constraints. */
	sql: string;
	role: RoleName;
	/** The rows of the table that the role reaches then. */
	select?: Row[];
	update?: Row[];
	delete?: Row[];
};

function circumstances(world: World, { rows }: Walker, foreign: Foreign) {
	const { leader, reviewer, contributor, umbra } = world;
	const become = (values: string) =>
		`update public.memberships set ${values} where id = '${reviewer.membership}'`;
	const redacted = new Set(rows.redacted!.map(({ id }) => id));
	const seen = (table: string, all: boolean) =>
		rows[table]!.filter(({ id, kind }) => (all || kind === 'published') && !redacted.has(id));
	const narrow = (table: string): Circumstance[] =>
		['public', 'redacted'].map((access) => ({
			when: `with access to what is ${access}`,
			sql: become(`review_access = '${access}'`),
			role: 'reviewer',
			select: seen(table, access !== 'public')
		}));
	const unpublished = 'where published_seq is null';
	const ownReviews = `where created_by = '${reviewer.membership}' and published_seq is null`;
	const ofTeam = rows.drafts!.filter(({ kind }) => kind === 'published' || kind === 'team');
	const notMine = { update: [], delete: [] };
	const all: Record<string, Circumstance[]> = {
		goals: narrow('goals'),
		goal_drafts: [
			{
				when: 'with access to what is public',
				sql: become(`review_access = 'public'`),
				role: 'reviewer',
				select: []
			}
		],
		progress_updates: narrow('progress_updates'),
		evidence: narrow('evidence'),
		evidence_files: [
			{
				when: 'who works elsewhere too, where the same file is evidence',
				sql: `${worksThere(world, reviewer)};
				insert into public.evidence (organization_id, update_id, position, kind, visibility, title, sha256, file_sha256, file_name)
				  select '${umbra}', '${foreign.update}', 8 + row_number() over (), 'file', 'public', 'A file', sha256, sha256, 'a.txt' from public.evidence_files`,
				role: 'reviewer',
				select: rows.evidence_files!.filter(({ kind }) => kind === 'published')
			}
		],
		drafts: [
			{
				when: 'who leads no more, of what they drafted as a leader',
				sql: `update public.memberships set role = 'contributor' where id = '${leader.membership}'`,
				role: 'leader',
				select: ofTeam,
				...notMine
			},
			{
				when: 'with access to what is public',
				sql: become(`review_access = 'public'`),
				role: 'reviewer',
				select: rows.drafts!.filter(({ kind }) => kind === 'published' || kind === 'own')
			},
			{
				when: 'who has become a contributor',
				sql: become(`role = 'contributor', review_access = null`),
				role: 'reviewer',
				...notMine
			},
			...(['reviewer', 'leader'] as const).map((role) => ({
				when: 'whose drafts are all published',
				sql: `alter table public.drafts drop constraint drafts_published_seq_key;
					update public.drafts set published_seq = 1, facts = '{}' ${unpublished}`,
				role,
				...notMine
			})),
			{
				when: 'beside whom another reviews',
				sql: `update public.drafts set created_by = '${contributor.membership}' ${ownReviews}`,
				role: 'reviewer',
				select: ofTeam,
				...notMine
			},
			{
				when: 'where all is submitted',
				sql: `update public.drafts set status = 'submitted' ${unpublished}`,
				role: 'leader',
				...notMine
			}
		],
		access_tokens: (['contributor', 'leader'] as const).map((role) => ({
			when: 'once all tokens are revoked',
			sql: `update public.access_tokens set revoked_at = '2026-01-01'`,
			role,
			update: []
		}))
	};
	return all;
}

/** What the probes of a table find that must not be; null where all is well. */
export async function probe(
	world: World,
	walker: Walker,
	foreign: Foreign,
	table: string
): Promise<string | null> {
	const { key, change, insert } = attempts(world, walker.rows)[table]!;
	for (const [role, values, sql] of forgeries(world, walker, foreign)[table] ?? []) {
		const client = walker.clientOf(role);
		const row = { ...insert((world[role as 'leader'] as World['leader']).membership), ...values };
		const { error } = await walker.undone(async () => {
			await walker.makeRoom(table, row);
			if (sql) await walker.pastAll(sql);
			return client.from(table).insert(row);
		});
		if (!error) return `${role}: inserts ${JSON.stringify(values)}`;
	}
	const ids = walker.rows[table]!.map(({ id }) => id);
	const verbs = {
		select: (of: SupabaseClient) =>
			fewByFew(ids, (some) => of.from(table).select(key).in(key, some)),
		update: (of: SupabaseClient) => of.from(table).update(change).in(key, ids).select(key),
		delete: (of: SupabaseClient) => of.from(table).delete().in(key, ids).select(key)
	};
	for (const { when, sql, role, ...expected } of circumstances(world, walker, foreign)[table] ?? [])
		for (const verb of Object.keys(expected) as (keyof typeof verbs)[]) {
			const { data } = await walker.undone(async () => {
				await walker.pastAll(sql);
				return verbs[verb](walker.clientOf(role));
			});
			const found = ((data ?? []) as unknown as Record<string, unknown>[]).map((row) =>
				String(row[key])
			);
			const wanted = expected[verb]!.map(({ id }) => id);
			if (found.sort().join() !== wanted.sort().join())
				return `${role} ${when}: ${verb} reaches ${found.length} rows, not ${wanted.length}`;
			if (verb === 'select') continue;
			const touched = await walker.undone(async () => {
				await walker.pastAll(sql);
				return walker.blind(role, table, verb);
			});
			if (touched.some(({ id, kind }) => kind !== 'other' && !wanted.includes(id)))
				return `${role} ${when}: ${verb} of every row`;
		}
	return null;
}
