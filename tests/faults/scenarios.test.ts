import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isRaw } from '../../src/lib/record/raw.ts';
import { parseEntry } from '../../src/lib/record/parse.ts';
import { SCENARIOS } from '../scenarios/index.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { must, outcome } from '../support/outcome.ts';
import { everything, foldRecord, lastNumber, readEntries } from '../support/record.ts';
import {
	nobody,
	openWorld,
	publishDrafts,
	publishNew,
	saveDraft,
	type World
} from '../support/world.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** What holds of every kind that is drafted as drafts, by what its scenario tries. */

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());

const PEOPLE = ['leader', 'contributor', 'reviewer', 'removed', 'stranger'] as const;

test.each([
	['unknown_kind', 'of a kind that is not drafted so', 'progress.reported', {}],
	['draft_unusable', 'that is a list', 'scorecard.certified', []],
	['draft_unusable', 'that is nothing', 'scorecard.certified', null],
	[
		'draft_unusable',
		'that is too deep',
		'scorecard.certified',
		JSON.parse(`{"a":${'['.repeat(33)}${']'.repeat(33)}}`)
	],
	['draft_unusable', 'that is too much', 'scorecard.certified', { text: 'x'.repeat(1_048_577) }]
])('no draft is saved, %s: %s', async (code, _what, kind, facts) => {
	const before = await everything(world);
	const call = { organization: world.acme, kind, facts: facts as never };
	expect(await outcome(world.leader.client.rpc('save_draft', call))).toBe(code);
	expect(await everything(world)).toEqual(before);
});

describe.each(Object.entries<Scenario>(SCENARIOS))('%s', (kind, scenario) => {
	const { by, valid, refused } = scenario;
	const organizationOf = async () => scenario.organization?.(world) ?? world.acme;
	const clientOf = (person: (typeof PEOPLE)[number]) => world[person].client;
	/** Everybody else, those without an account among them. */
	const others = () => [world.anonymous, ...PEOPLE.filter((person) => person !== by).map(clientOf)];

	test.each(refused)('is refused with %s: %s', async (code, _what, prepare) => {
		const { facts, organization = await organizationOf() } = await prepare(world);
		const client = clientOf(by);
		const id = nobody();
		const call = { organization, kind, facts: facts as never, draft: id };
		// Some cannot even be saved.
		let before = await everything(world);
		let came = await outcome(client.rpc('save_draft', call));
		if (came === 'ok') {
			before = await everything(world);
			came = await outcome(publishDrafts(client, { id }));
		}
		expect(came).toBe(code);
		expect(await everything(world)).toEqual(before);
		await must(client.from('drafts').delete().eq('id', id).select('id'));
	});

	test(`is discarded by a ${by}, and by nobody else, and may be begun again`, async () => {
		const organization = await organizationOf();
		const facts = await valid(world);
		const client = clientOf(by);
		const draft = await saveDraft(client, organization, kind, facts);
		for (const other of others())
			expect(['not_editable', 'denied']).toContain(
				await outcome(other.rpc('discard_draft', { draft }))
			);
		if (by === 'leader') {
			await must(client.rpc('submit_draft', { draft }));
			expect(await outcome(client.rpc('discard_draft', { draft }))).toBe('not_editable');
			await must(client.rpc('return_draft', { draft, comment: 'Not now.' }));
		}
		await must(client.rpc('discard_draft', { draft }));
		const late = by === 'leader' ? 'draft_discarded' : 'not_allowed';
		expect(await outcome(publishDrafts(client, { id: draft }))).toBe(late);
		const again = await saveDraft(client, organization, kind, facts);
		await must(client.rpc('discard_draft', { draft: again }));
	});

	test(`is drafted and published by a ${by}, and by nobody else`, async () => {
		const organization = await organizationOf();
		const facts = await valid(world);
		const last = await lastNumber(world);
		for (const client of others())
			expect(['not_allowed', 'denied']).toContain(
				await outcome(publishNew(client, organization, kind, facts))
			);
		const client = clientOf(by);
		const id = await saveDraft(client, organization, kind, { ...facts, 'of another': 'field' });
		await expect(saveDraft(client, organization, kind, facts, { draft: nobody() })).rejects.toThrow(
			'drafted_already'
		);
		for (const other of others())
			expect(['not_allowed', 'denied']).toContain(await outcome(publishDrafts(other, { id })));
		expect(await lastNumber(world)).toBe(last);

		expect(await must(publishDrafts(client, { id }))).toEqual([last + 1]);
		const [stored] = await readEntries(world, last);
		const entry = parseEntry(stored!);
		expect(isRaw(entry)).toBe(false);
		expect(entry).toMatchObject({ kind, ...facts });
		expect(JSON.parse(stored!.body)).not.toHaveProperty('of another');
		const { organizations } = await foldRecord(world);
		expect(
			organizations.get((entry as { organization: string }).organization)!.entries.at(-1)
		).toEqual(entry);
	});
});
