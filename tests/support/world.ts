import { randomUUID } from 'node:crypto';
import type { Client } from '../../src/lib/server/backend/backend.ts';
import type { Person } from './database.ts';
import { registration, TODAY, type World } from './open-world.ts';
import { operatorImported } from './imports.ts';
import { must } from './outcome.ts';

export * from './open-world.ts';

/** What people of the world do in it, the way the app does it. */

/** An organization that a third party keeps the record of, with that leader; gives its id and slug. */
export async function transcribed({ operator, leader }: World, steps: object[] = []) {
	const slug = `third-${freshKey()}`;
	const facts = { ...registration('Third'), kept_by: 'transcriber', kept_by_note: 'A note.' };
	const call = { slug, registration: facts, expected: 0, steps: steps as never };
	await must(operatorImported(operator, call));
	const member = { slug, person: leader.id, role: 'leader', person_name: 'Lea' };
	await must(operator.rpc('operator_add_member', member));
	const found = operator.from('organizations').select('id').eq('slug', slug).single();
	return { id: (await must(found)).id, slug };
}

export type GoalDraft = {
	key?: string;
	area?: string;
	title?: string;
	statement?: string;
	criteria?: unknown;
	target_on?: string;
	target_basis?: string;
	effective_on?: string;
	translation?: object;
	condition_text?: string | null;
};

/** Makes an access token that may do everything a token can. */
export function tokenOf(client: Client, organization: string): Promise<string> {
	const scopes = ['updates:draft', 'updates:submit'];
	return must(
		client.rpc('create_access_token', { organization, name: 'Nightly', scopes, days: 30 })
	);
}

let count = 0;
/** A key that no other goal has. */
export const freshKey = () => `goal-${++count}`;

/** Drafts a goal; gives its id. */
export async function draftGoal(client: Client, organization: string, draft: GoalDraft = {}) {
	const goal = await must(
		client.rpc('create_goal', {
			organization,
			draft: {
				key: freshKey(),
				area: 'security',
				title: 'A goal',
				statement: 'What is promised.',
				criteria: ['First', 'Second'],
				effective_on: '2026-01-10',
				...draft
			} as never
		})
	);
	return { goal };
}

export async function publishedGoal(client: Client, organization: string, draft: GoalDraft = {}) {
	const { goal } = await draftGoal(client, organization, draft);
	return { goal, seq: await must(client.rpc('publish_goal', { goal })) };
}

/** Facts of a goal's revision, the goal by its id. */
export async function revisionOf(client: Client, goal: string, more: object = {}) {
	const found = client.from('goals').select('key').eq('id', goal).maybeSingle();
	return {
		goal: (await must(found))?.key ?? 'nowhere',
		change: 'reworded',
		title: 'A goal, reworded',
		statement: 'What is promised.',
		criteria: ['First', 'Second'],
		reason: 'Clearer words.',
		effective_on: '2026-02-01',
		...more
	};
}

/** Drafts a later revision of a published goal; gives the draft's id. */
export const draftRevision = async (
	client: Client,
	organization: string,
	goal: string,
	more?: object
) => saveDraft(client, organization, 'goal.revised', await revisionOf(client, goal, more));

/** Revises a goal. */
export const reviseGoal = async (
	client: Client,
	organization: string,
	goal: string,
	more?: object
) => publishNew(client, organization, 'goal.revised', await revisionOf(client, goal, more));

/** A whole translation of the goals and revisions drafted here. */
export const translation = {
	language: 'zh',
	title: '一个目标',
	statement: '所作的承诺。',
	criteria: ['第一', '第二']
};

export const link = (criteria: unknown = [0, 1], more: object = {}) => ({
	kind: 'link',
	visibility: 'public',
	title: 'A report',
	url: 'https://example.org/report',
	criteria,
	...more
});

/** Uploads five bytes of text under that hash, unless something is there, and makes evidence of it. */
export async function evidenceFile({ client }: Person, organization: string, sha256: string) {
	const { slug } = await must(
		client.from('organizations').select('slug').eq('id', organization).single()
	);
	const text = Buffer.from('text\n');
	await client.storage
		.from('evidence')
		.upload(`${slug}/${sha256}`, text, { contentType: 'text/plain' });
	await must(client.rpc('hold_file', { organization, sha256, name: 'a.txt' }));
	const held = client.from('evidence_files').select('id, sha256');
	const rows = await must(held.eq('organization_id', organization));
	// The embedded library takes a filter of nothing but digits for a number.
	return rows.find((row) => row.sha256 === sha256)!.id;
}

/** An evidence item that rests on a file which was uploaded. */
export const file = (sha256: string, more: object = {}) => ({
	kind: 'file',
	visibility: 'public',
	title: 'A file',
	sha256,
	file: { sha256, name: 'a.txt' },
	criteria: [0, 1],
	...more
});

/** Drafts a progress update; gives its id. */
export function draftUpdate(
	client: Client,
	goal: string,
	draft: object = {},
	evidence: unknown = [link()],
	corrects?: string
): Promise<string> {
	return must(
		client.rpc('save_progress_update', {
			goal,
			draft: { effective_on: '2026-03-01', grade: 2, narrative: 'What was done.', ...draft },
			evidence: evidence as never,
			...(corrects ? { corrects } : {})
		})
	);
}

/** Drafts an update and hands it to the leaders; gives its id. */
export async function submittedUpdate(...args: Parameters<typeof draftUpdate>): Promise<string> {
	const progress_update = await draftUpdate(...args);
	await must(args[0].rpc('submit_progress_update', { progress_update }));
	return progress_update;
}

/** Figures of a scorecard with one goal of security. */
export const FIGURES = {
	overall: figuresOf(1),
	areas: {
		security: figuresOf(1),
		alignment: figuresOf(0),
		safeguards: figuresOf(0),
		policy: figuresOf(0)
	}
};
function figuresOf(n: number) {
	const scores = n > 0 ? { claimed: 50, evidenced: 12.25 } : {};
	return {
		n,
		current: 0,
		reviewed: 0,
		...scores,
		delivery: { n, ...(n > 0 && { rate: 99.9 }), on_time: 0 }
	};
}

/** Facts of a certified scorecard of a quarter; `position` is the record's last number. */
export const certification = (period = '2026-Q1', position = 0, more: object = {}) => ({
	effective_on: TODAY,
	period,
	position: { seq: position },
	figures: FIGURES,
	certifier: { name: 'Lea', office: 'Head of safety' },
	statement: 'What is certified.',
	...more
});

/** Saves a draft of any kind; gives its id. `more` is the id of a new one, or id and version of one that there is. */
export function saveDraft(
	client: Client,
	organization: string,
	kind: string,
	facts: object,
	more: { draft?: string; seen?: string } = {}
): Promise<string> {
	return must(client.rpc('save_draft', { organization, kind, facts: facts as never, ...more }));
}

/** Publishes drafts; gives the numbers of their entries. */
export const publishDrafts = (
	client: Client,
	...drafts: { id: string; seen?: string; added?: object }[]
) => client.rpc('publish_drafts', { drafts: drafts as never });

/** Drafts a certified scorecard of a quarter and submits it; gives the draft's id. */
export async function submittedCertificate(...args: Parameters<typeof draftCertificate>) {
	const draft = await draftCertificate(...args);
	await must(args[0].rpc('submit_draft', { draft }));
	return draft;
}

export const draftCertificate = (
	client: Client,
	organization: string,
	period: string,
	position: number,
	more: object = {}
) => saveDraft(client, organization, 'scorecard.certified', certification(period, position, more));

/** Saves facts as a draft and publishes it; it is gone again where that is refused. Gives the entry's number. */
export async function publishNew(
	client: Client,
	organization: string,
	kind: string,
	facts: object
) {
	const saved = await client.rpc('save_draft', { organization, kind, facts: facts as never });
	if (saved.error) return { ...saved, data: null };
	const { data, error } = await publishDrafts(client, { id: saved.data });
	if (!error) return { data: data[0]!, error: null };
	await client.from('drafts').delete().eq('id', saved.data);
	return { data: null, error };
}

/** Certifies a quarter. */
export const certify = (client: Client, organization: string, facts: object) =>
	publishNew(client, organization, 'scorecard.certified', facts);

type Closing = { as?: string; reason?: string; effective_on?: string; successors?: string[] };
/** Facts of a closing, of a goal and its successors by their ids. */
export async function closingOf(client: Client, goal: string, more: Closing = {}) {
	const { successors = [], ...said } = more;
	const rows = await must(
		client
			.from('goals')
			.select('id, key')
			.in('id', [goal, ...successors])
	);
	const keyOf = (id: string) => rows.find((row) => row.id === id)?.key ?? 'nowhere';
	const start = { as: 'withdrawn', reason: 'A reason.', effective_on: TODAY };
	return { goal: keyOf(goal), ...start, ...said, successors: successors.map(keyOf) };
}

/** Closes a goal. */
export const closeGoal = async (
	client: Client,
	organization: string,
	goal: string,
	more?: Closing
) => publishNew(client, organization, 'goal.closed', await closingOf(client, goal, more));

/** What another leader adds who publishes a certified scorecard that is still as it was submitted. */
export const confirmation = { confirmed_by: { name: 'Sec', office: 'Chief scientist' } };

/** Drafts an update and publishes it; gives its id and its number. */
export async function publishUpdate(...args: Parameters<typeof draftUpdate>) {
	const update = await draftUpdate(...args);
	const seq = await must(args[0].rpc('publish_progress_update', { progress_update: update }));
	return { update, seq };
}

export async function publishedUpdate(...args: Parameters<typeof draftUpdate>): Promise<string> {
	return (await publishUpdate(...args)).update;
}

/** The keys of an update and of its goal, as facts of an entry name them. */
export async function namesOf({ leader }: World, update: string) {
	const found = leader.client.from('progress_updates').select('key, goal:goals(key)');
	const { key, goal } = await must(found.eq('id', update).single());
	return { goal: goal.key, of: key };
}

export const REVIEWER = { name: 'reviewer', relation: 'None.', conflicts: 'None.', access: 'full' };

/** A reviewer's draft of a review of a published update; gives its id. */
export async function draftReview(world: World, update: string, facts: object = {}) {
	return saveDraft(world.reviewer.client, world.acme, 'review.published', {
		...(await namesOf(world, update)),
		reviewer: REVIEWER,
		grade: 1,
		agrees: 'partly',
		evidence: 'partly',
		material: 'None.',
		statement: 'What was found.',
		...facts
	});
}

/** Publishes a review of a new update; gives the number of its entry. */
export async function publishedReview(world: World, goal: string): Promise<number> {
	const id = await draftReview(world, await publishedUpdate(world.leader.client, goal));
	const [number] = await must(publishDrafts(world.reviewer.client, { id }));
	return number!;
}

/** A leader's draft of an answer to the review of that number; gives its id. */
export async function draftAnswer(
	client: Client,
	organization: string,
	review: number,
	statement: string
) {
	const found = client.from('record_entries').select('body').eq('seq', review).single();
	const { goal, of } = JSON.parse((await must(found)).body);
	return saveDraft(client, organization, 'review.answered', { goal, of, review, statement });
}

/** An id that no row has. */
export const nobody = () => randomUUID();

/** The number of the organization's last entry. */
export async function lastOf({ anonymous, acme }: World): Promise<number> {
	const { data } = await anonymous
		.from('record_entries')
		.select('seq')
		.eq('organization_id', acme)
		.order('seq', { ascending: false })
		.limit(1);
	return data?.[0]?.seq ?? 0;
}
