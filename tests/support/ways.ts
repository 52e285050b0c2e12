import { randomUUID } from 'node:crypto';
import { askedOfLeaders } from '../../src/lib/drafts/leader-import.ts';
import { lastDayOf } from '../../src/lib/record/quarter.ts';
import { fileFromRecord } from '../../src/lib/roadmap/file/from-record.ts';
import { previewImport } from '../../src/lib/roadmap/preview.ts';
import { certifiableFigures } from '../../src/lib/scoring/certified.ts';
import { addAll, carryOut } from '../../src/lib/server/imports/carry-out.ts';
import { parts } from '../../src/lib/server/imports/parts.ts';
import * as store from '../../src/lib/server/imports/store.ts';
import { refreshRecord } from '../../src/lib/server/record/record.ts';
import { POST } from '../../src/routes/api/v1/organizations/[slug]/goals/[key]/updates/+server.ts';
import { actions as newGoal } from '../../src/routes/workspace/[organization=slug]/new-goal/+page.server.ts';
import { actions as goalPreview } from '../../src/routes/workspace/[organization=slug]/goals/[key]/preview/+page.server.ts';
import { actions as closing } from '../../src/routes/workspace/[organization=slug]/goals/[key]/close/+page.server.ts';
import { actions as closingDraft } from '../../src/routes/workspace/[organization=slug]/goals/[key]/close/[id]/+page.server.ts';
import { actions as revision } from '../../src/routes/workspace/[organization=slug]/goals/[key]/revise/+page.server.ts';
import { actions as revisionDraft } from '../../src/routes/workspace/[organization=slug]/goals/[key]/revise/[id]/+page.server.ts';
import { actions as newUpdate } from '../../src/routes/workspace/[organization=slug]/goals/[key]/updates/new/+page.server.ts';
import { actions as updatePreview } from '../../src/routes/workspace/[organization=slug]/updates/[id]/preview/+page.server.ts';
import { actions as review } from '../../src/routes/workspace/[organization=slug]/updates/[id]/review/+page.server.ts';
import { actions as reviewPreview } from '../../src/routes/workspace/[organization=slug]/updates/[id]/review/preview/+page.server.ts';
import { actions as certifying } from '../../src/routes/workspace/[organization=slug]/certify/+page.server.ts';
import { actions as certificateDraft } from '../../src/routes/workspace/[organization=slug]/certify/[id]/+page.server.ts';
import { post, type Browser } from './browser.ts';
import type { Person } from './database.ts';
import { must } from './outcome.ts';
import { itemFacts, TODAY, type Deed, type Item, type Lab, type Text } from './lab.ts';
import { failure } from '../../src/lib/server/database/failure.ts';
import { tokenOf } from './world.ts';

/** Four ways in which a member does what is to be public. Each gives why it was refused, or null. */

export const WAYS = ['form', 'api', 'import', 'sql'] as const;
export type Way = (typeof WAYS)[number];
export type Refusal = string | null;
type Of<D extends Deed['do']> = Extract<Deed, { do: D }>;
type Run = (lab: Lab, deeds: readonly Deed[]) => Promise<Refusal>;

/** One deed after another, until one is refused. */
const each =
	(one: (lab: Lab, deed: Deed) => Promise<Refusal>): Run =>
	async (lab, deeds) => {
		for (const deed of deeds) {
			const refusal = await one(lab, deed);
			if (refusal !== null) return refusal;
		}
		return null;
	};

const textFacts = ({ target, ...text }: Text) => ({
	...text,
	target: target === null ? null : { on: target, basis: 'stated' as const }
});
const REASON = 'Clearer so.';
const NARRATIVE = 'All of it was done.';
const SAID = { agrees: 'yes', material: 'None.', statement: 'All is well.' } as const;

/** The file that an item names is held, sent by who reports. */
export async function sendFiles({ people, id, slug }: Lab, items: readonly Item[]) {
	const { client } = people.contributor;
	for (const { sha256 } of items) {
		if (!sha256) continue;
		const bytes = Buffer.from('fourteen bytes');
		const options = { contentType: 'text/plain' };
		await client.storage.from('evidence').upload(`${slug}/${sha256}`, bytes, options);
		await must(client.rpc('hold_file', { organization: id, sha256, name: 'a.txt' }));
	}
}

const updateOf = async ({ people, id }: Lab, goal: string, key: string) => {
	const found = people.leader.client.from('progress_updates').select('id, goal:goals!inner(key)');
	const rows = await must(found.eq('organization_id', id).eq('key', key).eq('goal.key', goal));
	return rows[0]!.id;
};
const goalOf = async ({ people, id }: Lab, key: string) => {
	const found = people.leader.client.from('goals').select('id').eq('organization_id', id);
	return (await must(found.eq('key', key).single())).id;
};
const versionOf = async (
	{ people }: Lab,
	table: 'drafts' | 'progress_updates',
	id: string,
	by: Person = people.leader
) => {
	const found = by.client.from(table).select('updated_at').eq('id', id).single();
	return (await must(found)).updated_at;
};

// ── The form ─────────────────────────────────────────────────────────────────────────────────────

type Fields = Record<string, string | string[]>;

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

export function formWay(browserOf: (person: Person) => Browser): Run {
	/** Posts a form; gives where it leads, or what stands beside it. */
	const posted = async (
		by: Person,
		action: Parameters<typeof post>[1],
		fields: Fields,
		params: Record<string, string>,
		search = ''
	): Promise<{ location: string } | { refusal: string }> => {
		const { status, location, data } = await post(browserOf(by), action, fields, {
			params,
			search
		});
		if (status === 303 && location) return { location };
		const errors = Object.entries((data as { errors?: Record<string, string> })?.errors ?? {});
		if (!errors.length) throw new Error(`${status} ${location} ${JSON.stringify(data)}`);
		return { refusal: errors.map(([name, text]) => `${name}: ${text}`).join(' ') };
	};
	const textFields = (text: Text, on: string): Fields => ({
		...{ title: text.title, statement: text.statement, effective_on: on, outlook: '', seen: '' },
		...Object.fromEntries(text.criteria.map((criterion, row) => [`criteria.${row}`, criterion])),
		'target.basis': text.target === null ? 'none' : 'stated',
		'target.on': text.target ?? '',
		'target.note': ''
	});
	/** Stores a draft by the first action, and publishes it by the second. */
	const drafted = async (
		lab: Lab,
		[store, publish]: [Parameters<typeof post>[1], Parameters<typeof post>[1]],
		fields: Fields,
		key: string,
		more: () => Promise<Fields> = async () => ({})
	): Promise<Refusal> => {
		const { leader } = lab.people;
		const params = { organization: lab.slug, key };
		const draft = randomUUID();
		const stored = await posted(leader, store, { ...fields, draft, seen: '' }, params);
		if ('refusal' in stored) return stored.refusal;
		const id = UUID.exec(stored.location)![0];
		const seen = await versionOf(lab, 'drafts', id);
		const done = await posted(leader, publish, { seen, ...(await more()) }, { ...params, id });
		return 'refusal' in done ? done.refusal : null;
	};
	const itemFields = (items: readonly Item[]): Fields =>
		Object.fromEntries(
			items.flatMap(({ kind = 'link', url = '', archived_url = '', sha256, criteria }, row) => {
				const name = (field: string) => `evidence.${row}.${field}`;
				const file = { 'file.sha256': sha256 ?? '', 'file.name': sha256 ? 'a.txt' : '' };
				const texts = { kind, visibility: 'public', title: 'A report', url, archived_url, ...file };
				return [
					...Object.entries(texts).map(([field, value]) => [name(field), value] as const),
					[name('criteria'), criteria.map(String)] as const
				];
			})
		);

	const reports = async (lab: Lab, deed: Of<'report'>): Promise<Refusal> => {
		const { leader, contributor } = lab.people;
		const params = { organization: lab.slug, key: deed.goal };
		const fields: Fields = {
			...{
				effective_on: deed.on,
				grade: String(deed.grade),
				narrative: deed.narrative ?? NARRATIVE
			},
			...{ revision: '', draft: randomUUID(), seen: '' },
			...(deed.met ? { says_met: 'yes', met: deed.met.map(String) } : {}),
			...itemFields(deed.evidence)
		};
		await sendFiles(lab, deed.evidence);
		const search = deed.corrects ? `?corrects=${deed.corrects}` : '';
		const stored = await posted(contributor, newUpdate.submit!, fields, params, search);
		if ('refusal' in stored) return stored.refusal;
		const id = UUID.exec(stored.location)![0];
		const seen = await versionOf(lab, 'progress_updates', id);
		const at = { ...params, id };
		const done = await posted(leader, updatePreview.publish!, { seen }, at);
		return 'refusal' in done ? done.refusal : null;
	};
	const publishes = async (lab: Lab, { goal, text, on }: Of<'publish'>): Promise<Refusal> => {
		const { leader } = lab.people;
		const params = { organization: lab.slug, key: goal };
		const fields = { ...textFields(text, on), key: goal, area: 'security' };
		const stored = await posted(leader, newGoal.save!, fields, params);
		if ('refusal' in stored) return stored.refusal;
		const found = leader.client.from('goal_drafts').select('updated_at');
		const row = await must(found.eq('goal_id', await goalOf(lab, goal)).single());
		const done = await posted(leader, goalPreview.publish!, { seen: row.updated_at }, params);
		return 'refusal' in done ? done.refusal : null;
	};
	const reviews = async (lab: Lab, { goal, of, grade, evidence }: Of<'review'>) => {
		const { friend } = lab.people;
		const params = { organization: lab.slug, id: await updateOf(lab, goal, of) };
		const ties = { relation: 'None.', conflicts: 'None.' };
		const fields = { grade: String(grade), evidence, seen: '', ...ties, ...SAID };
		const stored = await posted(friend, review.save!, fields, params);
		if ('refusal' in stored) return stored.refusal;
		const found = friend.client.from('drafts').select('updated_at').is('published_seq', null);
		const rows = await must(found.eq('subject', `${goal}/${of}`).eq('organization_id', lab.id));
		const done = await posted(
			friend,
			reviewPreview.publish!,
			{ seen: rows[0]!.updated_at },
			params
		);
		return 'refusal' in done ? done.refusal : null;
	};

	return each(async (lab, deed) => {
		await refreshRecord();
		switch (deed.do) {
			case 'publish':
				return publishes(lab, deed);
			case 'report':
				return reports(lab, deed);
			case 'review':
				return reviews(lab, deed);
			case 'revise': {
				const fields = { ...textFields(deed.text, deed.on), change: deed.change, reason: REASON };
				return drafted(lab, [revision.save!, revisionDraft.publish!], fields, deed.goal);
			}
			case 'close': {
				const successors = deed.successors ?? [];
				const fields = { as: deed.as, reason: REASON, effective_on: deed.on, successors };
				return drafted(lab, [closing.save!, closingDraft.publish!], fields, deed.goal);
			}
			case 'certify': {
				const who = { name: 'Lea', office: 'Head of safety', statement: 'All is true.' };
				const fields = { period: deed.period, effective_on: TODAY, reason: '', ...who };
				return drafted(lab, [certifying.save!, certificateDraft.publish!], fields, '', async () => {
					const found = lab.world.anonymous.from('record_entries').select('seq');
					const last = await must(found.order('seq', { ascending: false }).limit(1).single());
					return { position: String(last.seq) };
				});
			}
		}
	});
}

// ── The API ──────────────────────────────────────────────────────────────────────────────────────

/** Posts with a contributor's token, and a leader publishes what came. */
export const apiWay: Run = each(async (lab, deed) => {
	if (deed.do !== 'report' || deed.corrects) throw new Error(`The API does not ${deed.do}.`);
	const { leader, contributor } = lab.people;
	await refreshRecord();
	await sendFiles(lab, deed.evidence);
	const token = await tokenOf(contributor.client, lab.id);
	const evidence = deed.evidence.map((item) => ({
		...itemFacts(item),
		...(item.sha256 ? { name: 'a.txt' } : {})
	}));
	const { on: effective_on, grade, narrative = NARRATIVE, met } = deed;
	const body = JSON.stringify({ effective_on, grade, narrative, met, evidence, submit: true });
	const params = { slug: lab.slug, key: deed.goal };
	const url = new URL('http://localhost:3000/api/v1/organizations/x/goals/y/updates');
	const headers = {
		authorization: `Bearer ${token}`,
		'content-type': 'application/json',
		'idempotency-key': randomUUID()
	};
	const request = new Request(url, { method: 'POST', headers, body });
	const route = { id: '/api/v1/organizations/[slug]/goals/[key]/updates' };
	const event = { request, params, url, route, getClientAddress: () => '203.0.113.99' };
	const answer = await POST(event as never);
	const said = (await answer.json()) as { id: string; detail?: string };
	if (answer.status !== 201) return `${answer.status} ${said.detail}`;
	const published = leader.client.rpc('publish_progress_update', { progress_update: said.id });
	return codeOf(await published);
});

// ── The import ───────────────────────────────────────────────────────────────────────────────────

type Rules = { two_person_rule: boolean | null; kept_by: string };

/** A leader brings the organization's own file with the deeds in it. */
export const importWay =
	(format: 'safety-roadmap/1' | 'safety-roadmap/2' = 'safety-roadmap/2'): Run =>
	async (lab, deeds) => {
		const organization = await lab.read();
		const file = fileFromRecord(organization);
		for (const deed of deeds) await addTo(file, lab, deed);
		if (format === 'safety-roadmap/1') {
			delete file.checks;
			delete file.certified;
		}
		const { client } = lab.people.leader;
		const found = client.from('organizations').select('two_person_rule, kept_by').eq('id', lab.id);
		const rules = (await must(found.single())) as Rules;
		const text = JSON.stringify({ ...file, format });
		const record = { organizations: new Map([[lab.slug, organization]]), raw: [] };
		const preview = previewImport(text, record, TODAY, askedOfLeaders(lab.slug, rules, TODAY));
		if (!preview.ok) return sentences(preview.problems);
		const { plan, expected } = preview;
		if (plan.differences.length) return sentences(plan.differences);
		const call = { organization: lab.id, expected, total: plan.steps.length, notes: [] };
		const begun = await store.begin(client, call);
		if ('failure' in begun) return begun.failure.code;
		const unsent = await addAll(client, begun.id, parts(plan.steps));
		if (unsent) return unsent.code;
		const done = await carryOut(client, begun.id);
		await store.forget(client, begun.id);
		return 'failure' in done ? done.failure.code : null;
	};

const sentences = (problems: readonly { path: string; message: string }[]) =>
	problems.map(({ path, message }) => `${path}: ${message}`).join(' ');

async function addTo(file: ReturnType<typeof fileFromRecord>, lab: Lab, deed: Deed) {
	if (deed.do === 'certify') {
		const { period } = deed;
		file.certified = [...(file.certified ?? []), { period, as_of: lastDayOf(period) }];
		return;
	}
	const { goal: key } = deed;
	const goal = file.goals.find((one) => one.key === key);
	switch (deed.do) {
		case 'publish': {
			const first = { effective_on: deed.on, change: 'published' as const };
			const revisions = [{ ...first, ...textFacts(deed.text) }];
			file.goals.push({ key, area: 'security', revisions, updates: [] });
			return;
		}
		case 'revise': {
			const said = { effective_on: deed.on, change: deed.change, reason: REASON };
			goal!.revisions.push({ ...said, ...textFacts(deed.text) });
			return;
		}
		case 'report':
			await sendFiles(lab, deed.evidence);
			goal!.updates.push({
				...{ key: `of-${deed.on}`, effective_on: deed.on, grade: deed.grade },
				narrative: deed.narrative ?? NARRATIVE,
				...(deed.met && { met: deed.met }),
				...(deed.corrects && { corrects: deed.corrects }),
				evidence: deed.evidence.map(itemFacts) as never
			});
			return;
		case 'close':
			goal!.closed = {
				...{ effective_on: deed.on, as: deed.as, reason: REASON },
				successors: deed.successors ?? []
			};
			return;
		case 'review': {
			const reviewer = {
				...{ name: deed.name ?? 'Friend', relation: 'None.', conflicts: 'None.' },
				access: 'public' as const
			};
			const { of, grade, evidence } = deed;
			const said = { effective_on: TODAY, of, reviewer, grade, evidence, ...SAID };
			goal!.reviews = [...(goal!.reviews ?? []), said];
		}
	}
}

// ── SQL as a member ──────────────────────────────────────────────────────────────────────────────

const codeOf = ({ error }: { error: Parameters<typeof failure>[0] | null }): Refusal =>
	error && failure(error).code;

/** Writes into the tables that members may write into, and calls what publishes. */
export const sqlWay: Run = each(async (lab, deed) => {
	const { leader, contributor, friend } = lab.people;
	const { client } = leader;
	/** Inserts a draft as its author, and publishes it. */
	const drafted = async (by: Person, kind: string, facts: object, added: object = {}) => {
		const members = by.client.from('memberships').select('id').eq('organization_id', lab.id);
		const { id: created_by } = await must(members.eq('user_id', by.id).single());
		const id = randomUUID();
		const row = { id, organization_id: lab.id, kind, facts: facts as never, created_by };
		const inserted = await by.client.from('drafts').insert(row as never);
		if (inserted.error) return codeOf(inserted);
		const done = await by.client.rpc('publish_drafts', { drafts: [{ id, added }] as never });
		if (done.error) await must(by.client.from('drafts').delete().eq('id', id).select('id'));
		return codeOf(done);
	};
	switch (deed.do) {
		case 'publish': {
			const members = client.from('memberships').select('id').eq('organization_id', lab.id);
			const { id: created_by } = await must(members.eq('user_id', leader.id).single());
			const goals = client.from('goals');
			const own = { organization_id: lab.id, key: deed.goal, area: 'security', created_by };
			const goal = await must(goals.insert(own).select('id').single());
			const { target, ...text } = deed.text;
			const dated = target === null ? {} : { target_on: target, target_basis: 'stated' };
			const ids = { organization_id: lab.id, goal_id: goal.id, effective_on: deed.on };
			const said = await client.from('goal_drafts').insert({ ...ids, ...text, ...dated });
			if (said.error) return codeOf(said);
			return codeOf(await client.rpc('publish_goal', { goal: goal.id }));
		}
		case 'revise': {
			const said = { goal: deed.goal, change: deed.change, reason: REASON, effective_on: deed.on };
			return drafted(leader, 'goal.revised', { ...said, ...textFacts(deed.text) });
		}
		case 'report': {
			await sendFiles(lab, deed.evidence);
			const members = contributor.client.from('memberships').select('id');
			const own = members.eq('organization_id', lab.id).eq('user_id', contributor.id);
			const { id: created_by } = await must(own.single());
			const id = randomUUID();
			const corrects_id = deed.corrects ? await updateOf(lab, deed.goal, deed.corrects) : null;
			const inserted = await contributor.client.from('progress_updates').insert({
				...{ id, organization_id: lab.id, goal_id: await goalOf(lab, deed.goal), corrects_id },
				...{ effective_on: deed.on, grade: deed.grade, created_by, met: deed.met ?? null },
				narrative: deed.narrative ?? NARRATIVE
			});
			if (inserted.error) return codeOf(inserted);
			const items = deed.evidence.map((item, position) => ({
				...{ ...itemFacts(item), organization_id: lab.id, update_id: id, position },
				...(item.sha256 ? { file_sha256: item.sha256, file_name: 'a.txt' } : {})
			}));
			for (const item of items) {
				const added = await contributor.client.from('evidence').insert(item);
				if (added.error) return codeOf(added);
			}
			const own_ = { progress_update: id };
			const submitted = await contributor.client.rpc('submit_progress_update', own_);
			if (submitted.error) return codeOf(submitted);
			return codeOf(await client.rpc('publish_progress_update', own_));
		}
		case 'close': {
			const { goal, as, on: effective_on, successors = [] } = deed;
			const facts = { goal, as, effective_on, successors, reason: REASON };
			return drafted(leader, 'goal.closed', facts);
		}
		case 'review': {
			const { goal, of, grade, evidence, name = 'Friend' } = deed;
			const reviewer = { name, relation: 'None.', conflicts: 'None.' };
			const facts = { goal, of, grade, evidence, reviewer, ...SAID };
			return drafted(friend, 'review.published', facts);
		}
		case 'certify': {
			const organization = await lab.read();
			const found = lab.world.anonymous.from('record_entries').select('seq');
			const last = await must(found.order('seq', { ascending: false }).limit(1).single());
			return drafted(leader, 'scorecard.certified', {
				...{ effective_on: TODAY, period: deed.period, position: { seq: last.seq } },
				figures: certifiableFigures(organization, lastDayOf(deed.period)),
				certifier: { name: 'Lea', office: 'Head of safety' },
				statement: 'All is true.'
			});
		}
	}
});
