import { must } from '../support/outcome.ts';
import { operatorImported } from '../support/imports.ts';
import {
	closeGoal,
	draftCertificate,
	draftGoal,
	draftReview,
	draftRevision,
	draftUpdate,
	evidenceFile,
	file,
	freshKey,
	lastOf,
	link,
	namesOf,
	nobody,
	publishDrafts,
	publishedGoal,
	publishedUpdate,
	submittedCertificate,
	tokenOf,
	type World
} from '../support/world.ts';

/** Real rows of one organization for the matrix: published ones and drafts, own and others'. */

export type Row = {
	id: string;
	kind: 'published' | 'draft' | 'team' | 'own' | 'other';
	/** What an entry about it names it by. */
	facts?: object;
};
export type Rows = Record<string, Row[]>;
/** A harmless change, and the row that somebody of that role would most plausibly write. */
export type Attempts = Record<
	string,
	{
		key: string;
		change: object;
		/** A change that shows, where the harmless one would not. */
		blind?: object;
		/** A change that is nobody's to make, even of a row that they may change otherwise. */
		never?: object;
		insert(createdBy: string): Record<string, unknown>;
	}
>;

const LEGAL = { category: 'legal', description: 'Names.' };

export async function makeRows(world: World): Promise<Rows> {
	const { leader, contributor, acme } = world;
	const published = await publishedGoal(leader.client, acme);
	const revision = await draftRevision(leader.client, acme, published.goal);
	const draft = await draftGoal(leader.client, acme);
	const update = await publishedUpdate(leader.client, published.goal);
	const second = await publishedUpdate(leader.client, published.goal);
	const theirs = await draftUpdate(leader.client, published.goal);
	const own = await draftUpdate(contributor.client, published.goal);
	const url = 'https://example.org/withheld';
	const withheld = link([0], { visibility: 'redacted', url, redaction: LEGAL });
	const redacted = [
		await publishedUpdate(leader.client, published.goal, {}, [withheld, link()]),
		await draftUpdate(leader.client, published.goal, {}, [withheld])
	] as const;
	const files = [
		await evidenceFile(leader, acme, '1'.repeat(64)),
		await evidenceFile(contributor, acme, '2'.repeat(64))
	] as const;
	await publishedUpdate(leader.client, published.goal, {}, [file('1'.repeat(64))]);
	await must(
		leader.client.from('update_comments').insert({
			organization_id: acme,
			update_id: update,
			body: 'A comment.',
			created_by: leader.membership
		})
	);
	const closed = await publishedGoal(leader.client, acme);
	await must(closeGoal(leader.client, acme, closed.goal, { effective_on: '2026-02-01' }));
	await importReview(world, published.goal);
	const draftedReview = await draftReview(world, update);
	const returned = async (period: string) => {
		const draft = await submittedCertificate(leader.client, acme, period, await lastOf(world));
		await must(leader.client.rpc('return_draft', { draft, comment: 'Why so?' }));
		return draft;
	};
	const certified = await returned('2026-Q1');
	const commented = await returned('2026-Q2');
	// Which goes with nobody's comments.
	const drafted = await draftCertificate(leader.client, acme, '2025-Q4', await lastOf(world));
	await must(publishDrafts(leader.client, { id: certified }));
	const team = await must(
		leader.client
			.from('teams')
			.insert({ organization_id: acme, name: 'A team', created_by: leader.membership })
			.select('id')
			.single()
	);
	const ours = { organization_id: acme, team_id: team.id };
	await must(
		leader.client.from('team_members').insert({ ...ours, membership_id: contributor.membership })
	);
	await must(
		contributor.client.rpc('autosave', {
			organization: acme,
			form: '/workspace/acme/updates/new',
			title: 'New update',
			typed: {}
		})
	);
	await must(
		contributor.client.rpc('choose_notices', {
			organization: acme,
			delivery: 'digest',
			language: 'en'
		})
	);
	await must(leader.client.from('goal_owners').insert({ ...ours, goal_id: published.goal }));
	await must(
		leader.client.rpc('create_invitation', {
			organization: acme,
			email: 'new@example.org',
			role: 'reviewer'
		})
	);
	await tokenOf(leader.client, acme);
	await tokenOf(contributor.client, acme);
	const facts = { organization: acme, expected: await lastOf(world), total: 1 };
	const prepared = await must(leader.client.rpc('begin_import', facts));
	await must(
		leader.client.rpc('add_import_steps', {
			import: prepared,
			first: 1,
			steps: [{ effective_on: '2026-01-01' }] as never
		})
	);
	const sql = world.backend.database;
	const ids = async (table: string, where = `organization_id = '${acme}'`, key = 'id') => {
		const { rows } = await sql.query<{ id: string }>(
			`select ${key}::text as id from public.${table} where ${where}`
		);
		return rows.map(({ id }) => ({ id, kind: 'published' as const }));
	};
	const ownTokens = await ids('access_tokens', `membership_id = '${contributor.membership}'`);
	const tokens = new Set(ownTokens.map(({ id }) => id));
	const forLeaders = `(action ~ '^(invitations|access_tokens|notice_preferences)[.]'
		and membership_id is distinct from '${contributor.membership}')`;
	const evidenceOf = async (id: string, kind: Row['kind']) =>
		(await ids('evidence', `update_id = '${id}'`)).map((row) => ({ ...row, kind }));
	return {
		organizations: await ids('organizations', `id = '${acme}'`),
		record_entries: await ids('record_entries', undefined, 'seq'),
		memberships: [
			...(await ids('memberships', `organization_id = '${acme}' and removed_at is null`)),
			{ id: world.removed.membership, kind: 'draft' }
		],
		invitations: await ids('invitations'),
		goals: [
			{ id: published.goal, kind: 'published' },
			{ id: draft.goal, kind: 'draft' }
		],
		goal_drafts: [{ id: draft.goal, kind: 'draft' }],
		/** No table: an update that has no review yet. */
		unreviewed: [{ id: second, kind: 'published', facts: await namesOf(world, second) }],
		progress_updates: [
			{ id: update, kind: 'published' },
			{ id: theirs, kind: 'draft' },
			{ id: own, kind: 'own' }
		],
		/** No table: evidence that is not for every reviewer. */
		redacted: await ids('evidence', `organization_id = '${acme}' and visibility = 'redacted'`),
		evidence: [
			...(await evidenceOf(update, 'published')),
			...(await evidenceOf(redacted[0], 'published')),
			...(await evidenceOf(redacted[1], 'draft')),
			...(await evidenceOf(theirs, 'draft')),
			...(await evidenceOf(own, 'own'))
		],
		evidence_files: [
			{ id: files[0], kind: 'published' },
			{ id: files[1], kind: 'draft' }
		],
		update_comments: await ids('update_comments'),
		drafts: [
			...(await ids('drafts', `organization_id = '${acme}' and published_seq is not null`)),
			{ id: drafted, kind: 'draft' },
			{ id: revision, kind: 'team' },
			{ id: draftedReview, kind: 'own' }
		],
		draft_comments: [
			...(await ids('draft_comments', `draft_id = '${certified}'`)),
			...(await ids('draft_comments', `draft_id = '${commented}'`)).map(({ id }) => ({
				id,
				kind: 'draft' as const
			}))
		],
		imports: await ids('imports'),
		import_steps: [{ id: prepared, kind: 'published' }],
		teams: await ids('teams'),
		team_members: await ids('team_members'),
		goal_owners: await ids('goal_owners'),
		autosaves: await ids('autosaves'),
		notice_preferences: await ids('notice_preferences', undefined, 'membership_id'),
		notices: await ids('notices'),
		access_tokens: (await ids('access_tokens')).map((row) => ({
			...row,
			kind: tokens.has(row.id) ? ('own' as const) : row.kind
		})),
		activity: [
			...(await ids('activity', `organization_id = '${acme}' and not (${forLeaders})`)),
			...(await ids('activity', `organization_id = '${acme}' and ${forLeaders}`)).map(({ id }) => ({
				id,
				kind: 'draft' as const
			}))
		]
	};
}

async function importReview(
	{ leader, operator, acme, anonymous }: World,
	goal: string
): Promise<void> {
	const { key } = await must(leader.client.from('goals').select('key').eq('id', goal).single());
	const last = await must(
		anonymous
			.from('record_entries')
			.select('seq')
			.eq('organization_id', acme)
			.order('seq', { ascending: false })
			.limit(1)
			.single()
	);
	const review = {
		kind: 'review.published',
		goal: key,
		of: '2026-03-01',
		effective_on: '2026-03-02',
		reviewer: { name: 'R', relation: '', conflicts: '', access: 'public' },
		grade: 1,
		agrees: 'partly',
		evidence: 'partly',
		statement: ''
	};
	await must(
		operatorImported(operator, {
			slug: 'acme',
			registration: null,
			expected: last.seq,
			steps: [review]
		})
	);
}

export function attempts(world: World, rows: Rows): Attempts {
	const organization_id = world.acme;
	const goal_id = rows.goals![0]!.id;
	const update_id = rows.progress_updates!.find(({ kind }) => kind === 'own')!.id;
	const day = '2026-03-05';
	const team_id = rows.teams![0]!.id;
	return {
		organizations: {
			key: 'id',
			change: { name: 'Renamed' },
			insert: () => ({
				slug: freshKey(),
				name: 'New',
				url: 'https://example.org',
				kept_by: 'self',
				roadmap_title: 'R',
				roadmap_url: 'https://example.org',
				cadence_days: 90
			})
		},
		record_entries: {
			key: 'seq',
			change: { kind: 'goal.closed' },
			insert: () => ({
				seq: 1_000_000,
				organization_id,
				kind: 'goal.closed',
				recorded_at: `${day}T00:00:00Z`,
				effective_on: day,
				body: '{}',
				envelope: '{}',
				leaf_hash: '0'.repeat(64)
			})
		},
		memberships: {
			key: 'id',
			change: { removed_at: null },
			blind: { review_access: 'full' },
			insert: () => ({
				organization_id,
				user_id: world.stranger.id,
				role: 'leader',
				name: 'Me',
				email: 'me@example.org'
			})
		},
		invitations: {
			key: 'id',
			change: { revoked_at: null },
			blind: { revoked_at: '2026-01-01T00:00:00Z' },
			insert: (created_by) => ({
				organization_id,
				email: 'me@example.org',
				role: 'leader',
				token_hash: nobody(),
				created_by
			})
		},
		goals: {
			key: 'id',
			change: { area: 'security' },
			insert: (created_by) => ({ organization_id, key: freshKey(), area: 'policy', created_by })
		},
		goal_drafts: {
			key: 'goal_id',
			change: { title: 'Changed' },
			insert: () => ({
				organization_id,
				goal_id: rows.goals!.find(({ kind }) => kind === 'draft')!.id,
				title: 'New'
			})
		},
		progress_updates: {
			key: 'id',
			change: { narrative: 'Changed' },
			insert: (created_by) => ({
				organization_id,
				goal_id,
				effective_on: day,
				grade: 1,
				created_by
			})
		},
		evidence: {
			key: 'id',
			change: { title: 'Changed' },
			insert: () => ({ organization_id, update_id, position: 7, ...link() })
		},
		evidence_files: {
			key: 'id',
			change: { name: 'renamed.txt' },
			insert: (created_by) => ({
				organization_id,
				sha256: '3'.repeat(64),
				media_type: 'text/plain',
				bytes: 5,
				name: 'a.txt',
				created_by
			})
		},
		update_comments: {
			key: 'id',
			change: { body: 'Changed' },
			insert: (created_by) => ({ organization_id, update_id, body: 'A comment.', created_by })
		},
		autosaves: {
			key: 'id',
			change: { title: 'Changed' },
			insert: (membership_id) => ({
				organization_id,
				membership_id,
				form: `/workspace/acme/${freshKey()}`,
				title: 'A form',
				typed: {}
			})
		},
		notice_preferences: {
			key: 'membership_id',
			change: { delivery: 'none' },
			insert: (membership_id) => ({
				organization_id,
				membership_id,
				delivery: 'digest',
				language: 'en'
			})
		},
		notices: {
			key: 'id',
			change: { sent_at: '2026-01-01T00:00:00Z' },
			insert: (membership_id) => ({
				organization_id,
				membership_id,
				kind: 'overdue',
				goal_id,
				occasion: day
			})
		},
		drafts: {
			key: 'id',
			change: { facts: { statement: 'Changed' } },
			insert: (created_by) => ({
				organization_id,
				...(created_by === world.reviewer.membership
					? { kind: 'review.published', facts: rows.unreviewed![0]!.facts }
					: { kind: 'review.answered', facts: {} }),
				created_by
			})
		},
		draft_comments: {
			key: 'id',
			change: { body: 'Changed' },
			insert: (created_by) => ({
				organization_id,
				draft_id: rows.drafts!.find(({ kind }) => kind === 'draft')!.id,
				body: 'New',
				returned_facts: {},
				created_by
			})
		},
		imports: {
			key: 'id',
			change: { expected: 0 },
			insert: () => ({ organization_id, slug: 'acme', expected: 0, total: 1 })
		},
		import_steps: {
			key: 'import_id',
			change: { step: [] },
			insert: () => ({
				import_id: rows.imports![0]!.id,
				position: 2,
				step: { effective_on: '2026-01-01' }
			})
		},
		teams: {
			key: 'id',
			change: { name: 'Renamed' },
			insert: (created_by) => ({ organization_id, name: freshKey(), created_by })
		},
		team_members: {
			key: 'id',
			change: { team_id },
			insert: () => ({ organization_id, team_id, membership_id: world.leader.membership })
		},
		goal_owners: {
			key: 'id',
			change: { team_id },
			insert: () => ({ organization_id, goal_id, membership_id: world.leader.membership })
		},
		access_tokens: {
			key: 'id',
			change: { revoked_at: new Date().toISOString() },
			// A token that is touched is revoked.
			never: { revoked_at: null },
			insert: (membership_id) => ({
				organization_id,
				membership_id,
				name: 'Mine',
				scopes: ['updates:submit'],
				token_hash: nobody(),
				expires_at: new Date().toISOString()
			})
		},
		activity: {
			key: 'id',
			change: { action: 'Changed' },
			insert: () => ({ organization_id, action: 'goals.created' })
		}
	};
}
