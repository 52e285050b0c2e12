import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { imported } from '../support/imports.ts';
import { returnedVersion } from '../../src/lib/server/drafts/updates.ts';
import { sinceReturned } from '../../src/lib/view/workspace/since-returned.ts';
import { updateEntry } from '../../src/lib/drafts/kinds/update-entry.ts';
import { withoutNulls } from '../../src/lib/drafts/without-nulls.ts';
import { must, outcome } from '../support/outcome.ts';
import { lastNumber, readEntries } from '../support/record.ts';
import {
	draftUpdate,
	evidenceFile,
	file,
	freshKey,
	invite,
	link,
	openWorld,
	publishedGoal,
	submittedUpdate,
	type Member,
	type World
} from '../support/world.ts';
import { stepsOf } from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
let goal: string;
beforeAll(async () => {
	world = await openWorld();
	goal = (await publishedGoal(world.leader.client, world.acme)).goal;
});
afterAll(() => world.close());

const publish = (by: Member, progress_update: string) =>
	by.client.rpc('publish_progress_update', { progress_update });
const takeBack = (by: Member, progress_update: string) =>
	by.client.rpc('take_back_progress_update', { progress_update });
const statusOf = async (id: string) => {
	const row = await must(
		world.leader.client.from('progress_updates').select('status').eq('id', id).single()
	);
	return row.status;
};
const WRITTEN =
	'effective_on, grade, narrative, met, translation, evidence(kind, visibility, title, url, archived_url, sha256, file_sha256, file_name, file:evidence_files(media_type, bytes), criteria, redaction_category, redaction_description)';
const save = (by: Member, id: string, narrative: string) =>
	by.client.rpc('save_progress_update', {
		goal,
		draft: { effective_on: '2026-03-01', grade: 2, narrative },
		evidence: [link()] as never,
		progress_update: id
	});

describe('an update on its way', () => {
	test('is published by a leader only once its author has submitted it', async () => {
		const { leader, contributor } = world;
		const update = await draftUpdate(contributor.client, goal);
		expect(await outcome(publish(leader, update))).toBe('not_submitted');
		const early = { progress_update: update, comment: 'Too early.' };
		expect(await outcome(leader.client.rpc('return_progress_update', early))).toBe('not_submitted');
		expect(await statusOf(update)).toBe('draft');
		await must(contributor.client.rpc('submit_progress_update', { progress_update: update }));
		// Again, as a second click does.
		await must(contributor.client.rpc('submit_progress_update', { progress_update: update }));
		expect(await statusOf(update)).toBe('submitted');
		expect(await outcome(publish(leader, update))).toBe('ok');
		expect(
			await outcome(contributor.client.rpc('submit_progress_update', { progress_update: update }))
		).toBe('not_editable');
	});

	test('stands still while it waits, until it is taken back or returned', async () => {
		const { leader, contributor } = world;
		const update = await submittedUpdate(contributor.client, goal);
		for (const by of [leader, contributor])
			expect(await outcome(save(by, update, 'Other words.'))).toBe('not_editable');
		expect(
			await outcome(leader.client.rpc('take_back_progress_update', { progress_update: update }))
		).toBe('not_submitted');
		await must(contributor.client.rpc('take_back_progress_update', { progress_update: update }));
		expect(await outcome(save(contributor, update, 'Other words.'))).toBe('ok');
		await must(contributor.client.rpc('submit_progress_update', { progress_update: update }));
		await must(
			leader.client.rpc('return_progress_update', {
				progress_update: update,
				comment: 'Say who tested it.'
			})
		);
		expect(await statusOf(update)).toBe('returned');
		// What is the author's again is not taken back, and stays returned.
		expect(await outcome(takeBack(contributor, update))).toBe('not_submitted');
		expect(await statusOf(update)).toBe('returned');
		const comments = await must(
			contributor.client.from('update_comments').select('body, returns').eq('update_id', update)
		);
		expect(comments).toEqual([{ body: 'Say who tested it.', returns: true }]);
		expect(await outcome(save(contributor, update, 'The auditor tested it.'))).toBe('ok');
		await must(contributor.client.rpc('submit_progress_update', { progress_update: update }));
		expect(await outcome(publish(leader, update))).toBe('ok');
		// Nor what is public.
		expect(await outcome(takeBack(contributor, update))).toBe('not_submitted');
		const again = { progress_update: update, comment: 'Again.' };
		expect(await outcome(leader.client.rpc('return_progress_update', again))).toBe('not_submitted');
		expect(await statusOf(update)).toBe('submitted');
	});

	test('is kept as it was returned: as it would have been published, for the team alone', async () => {
		const { leader, contributor, reviewer, operator, stranger, acme } = world;
		const sha256 = 'f'.repeat(64);
		const other = 'e'.repeat(64);
		await evidenceFile(contributor, acme, sha256);
		await evidenceFile(contributor, acme, other);
		const redaction = { category: 'legal', description: 'Under contract.' };
		const update = await submittedUpdate(
			contributor.client,
			goal,
			{ met: [0], translation: { language: 'zh', narrative: '做了什么。' } },
			[
				link(),
				file(sha256),
				file(other, { visibility: 'redacted', sha256: undefined, redaction }),
				link([0], { visibility: 'redacted', url: 'https://acme.example/secret', redaction })
			]
		);
		const back = (comment: string) =>
			must(leader.client.rpc('return_progress_update', { progress_update: update, comment }));
		const drafted = async () => {
			const row = await must(
				leader.client.from('progress_updates').select(WRITTEN).eq('id', update).single()
			);
			return updateEntry('a', row, 1);
		};
		const returned = async () => (await returnedVersion(contributor.client, update))!;
		const since = async () => sinceReturned(await returned(), await drafted());
		await back('Say who tested it.');
		expect(await since()).toEqual([]);
		// What previews are drawn from is what the database publishes, to the last fact.
		const { evidence, translation, ...facts } = await returned();
		expect(await drafted()).toEqual({
			...{ kind: 'progress.reported', goal: 'a', update: ' ' },
			...facts,
			translation: withoutNulls(translation!),
			evidence: evidence.map((item) => withoutNulls(item))
		});
		expect(JSON.stringify(await returnedVersion(leader.client, update))).not.toContain('secret');
		for (const by of [reviewer, stranger, world.removed])
			expect(await returnedVersion(by.client, update)).toBe(null);
		const comments = () => operator.from('update_comments').select('id').eq('update_id', update);
		expect(await must(comments())).toHaveLength(1);

		await must(save(contributor, update, 'The auditor tested it.'));
		await must(contributor.client.rpc('submit_progress_update', { progress_update: update }));
		expect((await since()).map(({ name }) => name)).toEqual([
			'Criteria that are met',
			'Narrative',
			'Narrative, translated',
			'Evidence'
		]);
		await back('Say it in Chinese, too.');
		expect(await since()).toEqual([]);
	});

	test('has its returned version from the return alone', async () => {
		const { leader, contributor, acme } = world;
		const update_id = await draftUpdate(contributor.client, goal);
		for (const { client, membership } of [leader, contributor]) {
			const comment = { organization_id: acme, update_id, body: 'A', created_by: membership };
			const forged = { ...comment, returned_version: { narrative: 'Never said.' } };
			const comments = () => client.from('update_comments');
			expect(await outcome(comments().insert(forged))).toBe('denied');
			expect(await outcome(comments().insert(comment))).toBe('ok');
		}
	});

	test('is published only as it was seen, whichever way it was changed', async () => {
		const { leader, contributor, acme } = world;
		const own = () => contributor.client.from('progress_updates');
		const versions: string[] = [];
		const update = await draftUpdate(contributor.client, goal);
		const look = async () => {
			const { data } = await leader.client
				.from('progress_updates')
				.select('updated_at')
				.eq('id', update)
				.single();
			versions.push(data!.updated_at);
		};
		await look();
		const evidence = { organization_id: acme, update_id: update, position: 5, ...link() } as never;
		const updated_at = versions[0]!;
		for (const change of [
			() => own().update({ narrative: 'Swapped.', updated_at }).eq('id', update).select('id'),
			() => own().update({ grade: 3, updated_at: '2020-01-01' }).eq('id', update).select('id'),
			() => own().update({ updated_at }).eq('id', update).select('id'),
			() => contributor.client.from('evidence').insert(evidence).select('id'),
			() => contributor.client.from('evidence').delete().eq('update_id', update).select('id'),
			() => contributor.client.rpc('submit_progress_update', { progress_update: update }),
			() => contributor.client.rpc('take_back_progress_update', { progress_update: update }),
			() => contributor.client.rpc('submit_progress_update', { progress_update: update })
		]) {
			const { error } = await change();
			expect(error).toBe(null);
			await look();
		}
		expect(new Set(versions).size).toBe(versions.length);
		expect([...versions].sort()).toEqual(versions);
		const seen = versions.pop();
		const as = (version?: string) =>
			outcome(
				leader.client.rpc('publish_progress_update', { progress_update: update, seen: version })
			);
		for (const version of versions) expect(await as(version)).toBe('changed_meanwhile');
		expect(await as(seen)).toBe('ok');
	});

	test('is not deleted once somebody has commented on it', async () => {
		const { leader, contributor } = world;
		const update = await submittedUpdate(contributor.client, goal);
		const comment = 'Say who tested it.';
		await must(leader.client.rpc('return_progress_update', { progress_update: update, comment }));
		const remove = (id: string) =>
			outcome(contributor.client.from('progress_updates').delete().eq('id', id).select('id'));
		expect(await remove(update)).toBe('comments_kept');
		expect(await statusOf(update)).toBe('returned');
		expect(await remove(await draftUpdate(contributor.client, goal))).toBe('ok');
	});

	test.each([
		['narrative_missing', { narrative: ' ' }],
		['criterion_without_evidence', { grade: 4 }],
		['future_day', { effective_on: '2199-01-01' }]
	])('is not submitted unfinished: %s', async (code, draft) => {
		const { contributor } = world;
		const update = await draftUpdate(contributor.client, goal, draft, [link([0])]);
		expect(
			await outcome(contributor.client.rpc('submit_progress_update', { progress_update: update }))
		).toBe(code);
	});

	test('has the id that its form gave it, once', async () => {
		const { contributor } = world;
		const id = crypto.randomUUID();
		expect(await draftUpdate(contributor.client, goal, { id })).toBe(id);
		await expect(draftUpdate(contributor.client, goal, { id })).rejects.toThrow('23505');
	});

	test('is returned with a word, or not at all', async () => {
		const { leader, contributor } = world;
		const update = await submittedUpdate(contributor.client, goal);
		const back = (comment: string) =>
			outcome(leader.client.rpc('return_progress_update', { progress_update: update, comment }));
		expect(await back(' \u3000')).toBe('comment_missing');
		expect(await statusOf(update)).toBe('submitted');
		await must(publish(leader, update));
		expect(await back('Too late.')).toBe('not_submitted');
	});
});

test('a kept form is replaced by who saw it, and by nobody else', async () => {
	const keep = (narrative: string, based_on?: string) =>
		world.contributor.client.rpc('autosave', {
			organization: world.acme,
			form: '/workspace/acme/updates/new',
			title: 'New update',
			typed: { narrative },
			...(based_on ? { based_on } : {})
		});
	const first = await must(keep('Here.'));
	const read = await must(world.contributor.client.from('autosaves').select('saved_at').single());
	expect(new Date(read.saved_at)).toEqual(new Date(first));
	const second = await must(keep('Here, and on.', read.saved_at));
	expect(second).not.toBe(first);
	for (const seen of [undefined, first])
		expect(await outcome(keep('Elsewhere.', seen))).toBe('changed_meanwhile');
	// The same again, because the answer was lost.
	const third = await must(keep('Here, and on.', first));
	expect(await outcome(keep('Elsewhere.', third))).toBe('ok');
});

test('a form that is too large to be kept is refused as that', async () => {
	const keep = (length: number) =>
		outcome(
			world.contributor.client.rpc('autosave', {
				organization: world.acme,
				form: '/workspace/acme/goals/large/updates/new',
				title: 'New update',
				typed: { narrative: '长'.repeat(length) }
			})
		);
	expect(await keep(1_000_000)).toBe('form_too_large');
	expect(await keep(990_000)).toBe('ok');
});

describe('the two-person rule', () => {
	let second: Member;
	let comes: number;
	beforeAll(async () => {
		const { leader, acme } = world;
		comes = await lastNumber(world);
		const person = await world.signUp('second@example.org');
		await invite(leader.client, acme, person, 'leader');
		const membership = await must(
			leader.client.from('memberships').select('id').eq('user_id', person.id).single()
		);
		second = { ...person, membership: membership.id };
	});

	test('waits for the leaders, once there are two, and comes into force in public', async () => {
		const { acme } = world;
		expect(await readEntries(world, comes)).toEqual([]);
		await must(second.client.rpc('set_two_person_rule', { organization: acme, enforced: true }));
		const [entry] = await readEntries(world, comes);
		expect(JSON.parse(entry!.body)).toMatchObject({
			kind: 'organization.amended',
			organization: 'acme',
			two_person_rule: true
		});
	});

	test('lets nobody publish what they wrote or reworded', async () => {
		const { leader, contributor } = world;
		const own = await submittedUpdate(leader.client, goal);
		expect(await outcome(publish(leader, own))).toBe('second_person_needed');
		expect(await outcome(publish(second, own))).toBe('ok');

		const reworded = await draftUpdate(contributor.client, goal);
		await must(save(second, reworded, 'Other words.'));
		await must(contributor.client.rpc('submit_progress_update', { progress_update: reworded }));
		expect(await outcome(publish(second, reworded))).toBe('second_person_needed');
		expect(await outcome(publish(leader, reworded))).toBe('ok');
	});

	test('counts who touched the evidence, and cannot be told otherwise', async () => {
		const { leader, contributor, acme } = world;
		const update = await draftUpdate(contributor.client, goal);
		await must(
			second.client.from('evidence').insert({
				organization_id: acme,
				update_id: update,
				position: 5,
				...link()
			} as never)
		);
		for (const values of [{ edited_by: null }, { status: 'submitted' }])
			expect(
				await outcome(
					second.client
						.from('progress_updates')
						.update(values as never)
						.eq('id', update)
				)
			).toBe('denied');
		await must(contributor.client.rpc('submit_progress_update', { progress_update: update }));
		expect(await outcome(publish(second, update))).toBe('second_person_needed');
		expect(await outcome(publish(leader, update))).toBe('ok');
	});

	test('counts everybody who ever reworded it, not only the last', async () => {
		const { leader, contributor } = world;
		const update = await draftUpdate(contributor.client, goal);
		await must(save(leader, update, 'All of it anew.'));
		await must(save(second, update, 'All of it anew!'));
		await must(contributor.client.rpc('submit_progress_update', { progress_update: update }));
		for (const by of [leader, second])
			expect(await outcome(publish(by, update))).toBe('second_person_needed');
	});

	test.each(['goal.revised', 'progress.reported', 'progress.corrected'])(
		'lets no leader publish alone by an import: %s',
		async (kind) => {
			const { leader, operator, acme } = world;
			const imports = async (steps: object[]) => {
				const { seq } = await must(
					operator
						.from('record_entries')
						.select('seq')
						.eq('organization_id', acme)
						.order('seq', { ascending: false })
						.limit(1)
						.single()
				);
				const call = { organization: acme, expected: seq, steps: steps as never };
				return outcome(imported(leader.client, call));
			};
			const steps = stepsOf(freshKey());
			const before = await lastNumber(world);
			expect(await imports(steps.filter((step) => step.kind === kind))).toBe(
				'second_person_for_import'
			);
			expect(await lastNumber(world)).toBe(before);
			expect(await imports(steps.slice(0, 1))).toBe('ok');
		}
	);

	test('makes one entry of fifty publishes at once', async () => {
		const { leader, contributor } = world;
		const update = await submittedUpdate(contributor.client, goal);
		const last = await lastNumber(world);
		const answers = await Promise.all(
			Array.from({ length: 50 }, (_, index) => publish(index % 2 ? leader : second, update))
		);
		expect(new Set(answers.map(({ data, error }) => error ?? data))).toEqual(new Set([last + 1]));
		expect(await lastNumber(world)).toBe(last + 1);
	});

	test('is switched off and on by leaders, in public, and not to what it is', async () => {
		const { contributor, acme } = world;
		const set = (by: Member, enforced: boolean) =>
			outcome(by.client.rpc('set_two_person_rule', { organization: acme, enforced }));
		const before = await lastNumber(world);
		expect(await set(contributor, false)).toBe('not_allowed');
		expect(await set(second, true)).toBe('nothing_changed');
		expect(await set(second, false)).toBe('ok');
		const own = await draftUpdate(second.client, goal);
		expect(await outcome(publish(second, own))).toBe('ok');
		expect(await set(second, true)).toBe('ok');
		const said = (await readEntries(world, before)).map(({ body }) => JSON.parse(body));
		expect(said.map(({ two_person_rule }) => two_person_rule)).toEqual([false, undefined, true]);
	});
});
