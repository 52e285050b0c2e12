import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { imported, operatorImported } from '../support/imports.ts';
import { envelopeOf, leafHash } from '../../src/lib/log/hash.ts';
import { openDatabase } from '../support/database.ts';
import { expectSameEnvelopes } from '../support/envelope-vectors.ts';
import { must, outcome } from '../support/outcome.ts';
import { everything, foldRecord, lastNumber, readEntries } from '../support/record.ts';
import {
	certification,
	certify,
	closingOf,
	draftCertificate,
	draftGoal,
	draftRevision,
	reviseGoal,
	draftUpdate,
	FIGURES,
	freshKey,
	link,
	nobody,
	openWorld,
	publishDrafts,
	publishedGoal,
	publishedUpdate,
	registration,
	saveDraft,
	submittedUpdate,
	transcribed,
	translation,
	type World
} from '../support/world.ts';
import { failingAt, type FailurePoint } from './failing.ts';
import { stepsOf } from './steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let world: World;
beforeAll(async () => {
	world = await openWorld();
});
afterAll(() => world.close());
// Whatever a test did: the record reads back, and its numbers have no gaps.
afterEach(async () => {
	const { seq } = await foldRecord(world);
	expect(seq).toBe(await lastNumber(world));
});

type Request = PromiseLike<{ data: unknown; error: { code: string; message: string } | null }>;
type Case = {
	/** Publishes; can be asked for again after a failure. */
	publish(): Request;
	kinds: string[];
	points: FailurePoint[];
};

const cases: Record<string, () => Promise<Case>> = {
	'a goal': async () => {
		const { goal } = await draftGoal(world.leader.client, world.acme);
		return {
			publish: () => world.leader.client.rpc('publish_goal', { goal }),
			kinds: ['goal.published'],
			points: [{ entry: 1 }, { row: 'goals' }]
		};
	},
	'goals together': async () => {
		const { leader, acme } = world;
		const goals = [await draftGoal(leader.client, acme), await draftGoal(leader.client, acme)];
		return {
			publish: () =>
				leader.client.rpc('publish_goals', { goals: goals.map(({ goal }) => ({ id: goal })) }),
			kinds: ['goal.published', 'goal.published'],
			points: [{ entry: 1 }, { entry: 2 }, { row: 'goals' }]
		};
	},
	'a revision': async () => {
		const { goal } = await publishedGoal(world.leader.client, world.acme);
		const id = await draftRevision(world.leader.client, world.acme, goal);
		return {
			publish: () => publishDrafts(world.leader.client, { id }),
			kinds: ['goal.revised'],
			points: [{ entry: 1 }, { row: 'drafts' }]
		};
	},
	'a progress update': async () => {
		const { goal } = await publishedGoal(world.leader.client, world.acme);
		const progress_update = await submittedUpdate(world.contributor.client, goal, { grade: 4 });
		return {
			publish: () => world.leader.client.rpc('publish_progress_update', { progress_update }),
			kinds: ['progress.reported'],
			points: [{ entry: 1 }, { row: 'progress_updates' }]
		};
	},
	'a correction': async () => {
		const { goal } = await publishedGoal(world.leader.client, world.acme);
		const wrong = await publishedUpdate(world.leader.client, goal);
		const progress_update = await draftUpdate(world.leader.client, goal, {}, [], wrong);
		return {
			publish: () => world.leader.client.rpc('publish_progress_update', { progress_update }),
			kinds: ['progress.corrected'],
			points: [{ entry: 1 }, { row: 'progress_updates' }]
		};
	},
	'a closing with successors that are drafts': async () => {
		const { goal } = await publishedGoal(world.leader.client, world.acme);
		const successors = [
			(await draftGoal(world.leader.client, world.acme)).goal,
			(await draftGoal(world.leader.client, world.acme)).goal
		];
		const { client } = world.leader;
		const facts = await closingOf(client, goal, { as: 'split', successors });
		const id = await saveDraft(client, world.acme, 'goal.closed', facts);
		return {
			publish: () => publishDrafts(client, { id }),
			kinds: ['goal.published', 'goal.published', 'goal.closed'],
			points: [{ entry: 1 }, { entry: 2 }, { entry: 3 }, { row: 'goals' }, { row: 'drafts' }]
		};
	},
	'a certified scorecard': async () => {
		await publishedGoal(world.leader.client, world.acme);
		const last = await lastNumber(world);
		const id = await draftCertificate(world.leader.client, world.acme, '2026-Q1', last);
		return {
			publish: () => publishDrafts(world.leader.client, { id }),
			kinds: ['scorecard.certified'],
			points: [{ entry: 1 }, { row: 'drafts' }]
		};
	},
	"a leader's import": async () => {
		const steps = stepsOf(freshKey());
		const { id } = await transcribed(world);
		const args = { organization: id, expected: await lastNumber(world), steps: steps as never };
		return {
			publish: () => imported(world.leader.client, args),
			kinds: steps.map(({ kind }) => String(kind)),
			points: [
				{ entry: 1 },
				{ entry: 4 },
				{ entry: 7 },
				{ row: 'progress_updates' },
				{ row: 'goals' }
			]
		};
	},
	"the operator's import of a new organization": async () => {
		const steps = stepsOf(freshKey());
		const args = {
			slug: freshKey(),
			registration: registration('New'),
			expected: 0,
			steps: steps as never
		};
		return {
			publish: () => operatorImported(world.operator, args),
			kinds: ['organization.registered', ...steps.map(({ kind }) => String(kind))],
			points: [{ entry: 1 }, { entry: 5 }, { entry: 8 }, { row: 'progress_updates' }]
		};
	}
};

describe('a failure in the middle leaves nothing behind, and the same again succeeds:', () => {
	test.each(Object.keys(cases))('%s', async (name) => {
		const { publish, kinds, points } = await cases[name]!();
		const before = await everything(world);
		for (const point of points) {
			const { error } = await failingAt(world, point, async () => publish());
			expect(error?.message, JSON.stringify(point)).toContain('forced failure');
			expect(await everything(world)).toEqual(before);
		}
		const last = await lastNumber(world);
		await must(publish());
		const added = await readEntries(world, last);
		expect(added.map(({ kind }) => kind)).toEqual(kinds);
		expect(added.map(({ seq }) => seq)).toEqual(kinds.map((_, index) => last + 1 + index));
	});
});

test('a set-up that fails registers nothing, and can be done again', async () => {
	const empty = await openDatabase();
	const person = await empty.signUp('first@example.org');
	const setUp = (leader: string) =>
		empty.operator.rpc('operator_set_up', {
			slug: 'first',
			registration: registration('First'),
			leader,
			leader_name: 'First'
		});
	const before = await everything(empty);
	const { error } = await failingAt(empty, { entry: 1 }, async () => setUp(person.id));
	expect(error?.message).toContain('forced failure');
	// The entry is written by then; only the member is missing.
	expect(await outcome(setUp(crypto.randomUUID()))).toBe('unknown_person');
	expect(await everything(empty)).toEqual(before);
	expect(await must(empty.operator.rpc('needs_set_up'))).toBe(true);
	expect(await outcome(setUp(person.id))).toBe('ok');
	expect(await outcome(setUp(person.id))).toBe('set_up_already');
	expect((await foldRecord(empty)).organizations.get('first')?.entries).toHaveLength(1);
	await empty.close();
});

test('publishing again gives the same number and adds nothing', async () => {
	const { leader, acme } = world;
	const drafted = await draftGoal(leader.client, acme);
	const publish = () => must(leader.client.rpc('publish_goal', drafted));
	const numbers = await Promise.all([publish(), publish(), publish()]);
	expect(new Set(numbers)).toEqual(new Set([await lastNumber(world)]));

	const { goal } = await publishedGoal(leader.client, acme);
	const progress_update = await draftUpdate(leader.client, goal);
	const post = () => must(leader.client.rpc('publish_progress_update', { progress_update }));
	const first = await post();
	expect([await post(), await lastNumber(world)]).toEqual([first, first]);
});

test('many who publish at once get consecutive numbers, whoever fails between them', async () => {
	const { leader, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	const drafts = await Promise.all(
		Array.from({ length: 24 }, (_, index) =>
			draftUpdate(leader.client, goal, { narrative: index % 3 === 0 ? ' ' : 'Done.' })
		)
	);
	const last = await lastNumber(world);
	const results = await Promise.all(
		drafts.map((progress_update) =>
			leader.client.rpc('publish_progress_update', { progress_update })
		)
	);
	const numbers = results.flatMap(({ data }) => (data === null ? [] : [data]));
	expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, i) => last + 1 + i));
	// Each got a key of its own on the one day.
	const added = await readEntries(world, last);
	expect(new Set(added.map(({ body }) => JSON.parse(body).update)).size).toBe(16);
});

test('a translation alone is a change, and is published in the entry of its text', async () => {
	const { leader, acme } = world;
	const { goal, seq } = await publishedGoal(leader.client, acme, { translation });
	const wordless = { criteria: ['First', 'Second'], title: 'A goal' };
	await must(reviseGoal(leader.client, acme, goal, { ...wordless, translation: null }));
	await must(reviseGoal(leader.client, acme, goal, { ...wordless, translation }));
	const first = await publishedUpdate(leader.client, goal);
	const narrative = { language: 'zh', narrative: '做了什么。' };
	const correction = await draftUpdate(
		leader.client,
		goal,
		{ translation: narrative },
		undefined,
		first
	);
	await must(leader.client.rpc('publish_progress_update', { progress_update: correction }));
	const bodies = (await readEntries(world, seq - 1)).map(({ body }) => JSON.parse(body));
	expect(bodies.map((body) => body.translation)).toEqual([
		translation,
		undefined,
		translation,
		undefined,
		narrative
	]);
});

test('an entry keeps its exact bytes: hash, one line, and the columns say what the body says', async () => {
	const { leader, acme } = world;
	const awkward = 'Line\nbreak, tab\t, quote ", \\, \u2028, é, 例, 🧭, </script>';
	const { goal, seq } = await publishedGoal(leader.client, acme, {
		title: awkward,
		criteria: [awkward]
	});
	await publishedUpdate(leader.client, goal, { narrative: awkward }, [link([0])]);
	const rows = await readEntries(world);
	for (const row of rows) {
		expect(row.envelope).toBe(envelopeOf(row.body, JSON.parse(row.body)));
		expect(leafHash(row.envelope)).toBe(row.leaf_hash);
		expect(row.body).not.toMatch(/[\n\r]/);
		const body = JSON.parse(row.body);
		expect(body).toMatchObject({ seq: row.seq, kind: row.kind, effective_on: row.effective_on });
		expect([row.goal, row.closed_as]).toEqual([body.goal ?? null, body.as ?? null]);
		expect(Math.trunc(Date.parse(row.recorded_at))).toBe(Date.parse(body.recorded_at));
	}
	expect(JSON.parse(rows[seq - 1]!.body)).toMatchObject({ title: awkward, criteria: [awkward] });
	const times = rows.map(({ recorded_at }) => Date.parse(recorded_at));
	expect(times).toEqual([...times].sort((a, b) => a - b));
});

test('every entry has a nonce of its own', async () => {
	const { leader, acme } = world;
	await publishedGoal(leader.client, acme);
	const nonces = (await readEntries(world)).map(({ body }) => JSON.parse(body).nonce);
	expect(new Set(nonces).size).toBe(nonces.length);
	for (const nonce of nonces)
		expect(nonce).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('the database makes the envelopes that we make', () => expectSameEnvelopes(world));

test.each([
	['the text', `body = body || ' '`, 'envelope_is_of_the_entry'],
	['the envelope', `envelope = envelope || ' '`, 'envelope_is_of_the_entry'],
	['the kind', `kind = 'goal.closed'`, 'envelope_is_of_the_entry'],
	['the day', 'effective_on = effective_on - 1', 'envelope_is_of_the_entry'],
	['the number', 'seq = seq + 1000000', 'envelope_is_of_the_entry'],
	['the leaf hash', `leaf_hash = repeat('0', 64)`, 'leaf_hash_is_of_the_envelope']
])('no row holds %s of another entry', async (_, change, constraint) => {
	const { database } = world.backend;
	// Past the triggers, which refuse any change.
	await database.exec('set session_replication_role = replica');
	try {
		await expect(
			database.exec(`update public.record_entries set ${change} where seq = 1`)
		).rejects.toMatchObject({ code: '23514', constraint });
	} finally {
		await database.exec('reset session_replication_role');
	}
});

test('time never runs backwards in the record, even if the clock does', async () => {
	const { leader, acme, backend } = world;
	const before = (await readEntries(world)).at(-1)!;
	/** Past the triggers, which refuse any change; with the envelope that the row then needs. */
	const record = (recorded_at: string) => {
		const envelope = envelopeOf(before.body, { ...JSON.parse(before.body), recorded_at });
		return backend.database.exec(`set session_replication_role = replica;
			update public.record_entries set recorded_at = '${recorded_at}',
				envelope = '${envelope}', leaf_hash = '${leafHash(envelope)}'
			where seq = ${before.seq};
			reset session_replication_role;`);
	};
	// As if the last entry had been recorded under a clock that was ahead.
	await record(new Date(Date.now() + 3_600_000).toISOString());
	const last = (await readEntries(world)).at(-1)!;
	await publishedGoal(leader.client, acme);
	const added = (await readEntries(world, last.seq))[0]!;
	expect(Date.parse(added.recorded_at)).toBeGreaterThanOrEqual(Date.parse(last.recorded_at));
	await record(JSON.parse(before.body).recorded_at);
});

test('the address of redacted evidence is in the workspace and in no entry', async () => {
	const { leader, acme } = world;
	const { goal } = await publishedGoal(leader.client, acme);
	const redacted = {
		visibility: 'redacted',
		url: 'https://secret.example/report',
		archived_url: 'https://secret.example/archived',
		redaction: { category: 'privacy', description: 'Names people.' }
	};
	const update = await publishedUpdate(leader.client, goal, {}, [link([0], redacted)]);
	await publishedUpdate(leader.client, goal, {}, [link([1], redacted)], update);
	const kept = await must(leader.client.from('evidence').select('url').eq('update_id', update));
	expect(kept).toEqual([{ url: redacted.url }]);
	const rows = await readEntries(world);
	expect(rows.filter(({ body }) => body.includes('"redacted"')).length).toBeGreaterThan(1);
	expect(rows.filter(({ body }) => body.includes('secret.example'))).toEqual([]);
});

test('a scorecard published twice, or twice at once, is certified once', async () => {
	const { leader, acme } = world;
	await publishedGoal(leader.client, acme);
	const last = await lastNumber(world);
	const facts = certification('2026-Q2', last);
	const save = (draft: string, of: object) =>
		saveDraft(leader.client, acme, 'scorecard.certified', of, { draft });
	const id = nobody();
	// What is sent twice is one draft.
	expect(await Promise.all([save(id, facts), save(id, facts)])).toEqual([id, id]);
	await expect(save(nobody(), facts)).rejects.toThrow('drafted_already');
	const publish = () => must(publishDrafts(leader.client, { id }));
	expect(await Promise.all([publish(), publish()])).toEqual([[last + 1], [last + 1]]);
	expect(await publish()).toEqual([last + 1]);
	expect(await lastNumber(world)).toBe(last + 1);

	// The record's own text, whatever was sent along: nothing but the fields of the entry.
	const again = {
		...certification('2026-Q2', last + 1),
		corrects: last + 1,
		reason: 'The name was wrong.',
		certifier: { name: 'Lea L.', office: 'Head of safety', secret: 'x' },
		also: 'y'
	};
	expect(
		await outcome(certify(leader.client, acme, { ...facts, position: { seq: last + 1 } }))
	).toBe('certified_already');
	expect(await must(certify(leader.client, acme, again))).toBe(last + 2);
	const [first, second] = (await readEntries(world, last)).map(({ body }) => JSON.parse(body));
	expect(first).not.toHaveProperty('corrects');
	expect(first).not.toHaveProperty('reason');
	expect(second).not.toHaveProperty('also');
	expect(second).toMatchObject({
		period: '2026-Q2',
		as_of: '2026-06-30',
		corrects: last + 1
	});
	expect(second.certifier).toEqual({ name: 'Lea L.', office: 'Head of safety' });
	// The draft keeps who wrote it, and none of what it said.
	const { data } = await leader.client
		.from('drafts')
		.select('facts, subject')
		.eq('id', id)
		.single();
	expect(data).toEqual({ facts: {}, subject: '2026-Q2' });
});

test('drafts are published together, or none of them is', async () => {
	const { leader, acme } = world;
	await publishedGoal(leader.client, acme, { effective_on: '2024-10-01' });
	const last = await lastNumber(world);
	// Each is of the record as it stood: the second makes the first wrong, whichever comes first.
	const [one, other] = await Promise.all(
		['2025-Q1', '2025-Q2'].map((period) => draftCertificate(leader.client, acme, period, last))
	);
	const set = () => publishDrafts(leader.client, { id: one! }, { id: other! });
	expect(await outcome(set())).toBe('record_grew');
	expect(await lastNumber(world)).toBe(last);
	const many = Array.from({ length: 101 }, () => ({ id: one! }));
	expect(await outcome(publishDrafts(leader.client, ...many))).toBe('too_many_drafts');
	const left = leader.client.from('drafts').select('id').in('id', [one!, other!]);
	expect(await must(left.is('published_seq', null))).toHaveLength(2);
	await must(leader.client.from('drafts').delete().in('id', [one!, other!]).select('id'));
});

test('goals are published together, or none of them is', async () => {
	const { leader, acme } = world;
	const last = await lastNumber(world);
	const { goal: whole } = await draftGoal(leader.client, acme);
	const { goal: unfinished } = await draftGoal(leader.client, acme, { statement: '' });
	const publish = (...goals: { id: string; seen?: string }[]) =>
		leader.client.rpc('publish_goals', { goals });
	expect(await outcome(publish({ id: whole }, { id: unfinished }))).toBe('statement_missing');
	const { goal: other } = await draftGoal(leader.client, acme);
	const seen = '2026-01-01T00:00:00Z';
	expect(await outcome(publish({ id: whole }, { id: other, seen }))).toBe('changed_meanwhile');
	const many = Array.from({ length: 101 }, () => ({ id: whole }));
	expect(await outcome(publish(...many))).toBe('too_many_drafts');
	expect(await lastNumber(world)).toBe(last);
	expect(await must(publish({ id: whole }, { id: other }))).toEqual([last + 1, last + 2]);
	// Sent again, as after a lost answer.
	expect(await must(publish({ id: whole }, { id: other }))).toEqual([last + 1, last + 2]);
});

test('a certified scorecard names the very entry that its figures rest on', async () => {
	const { leader, acme, stranger, umbra } = world;
	await publishedGoal(leader.client, acme);
	const position = await lastNumber(world);
	// Another organization's entry does not stand between.
	await publishedGoal(stranger.client, umbra);
	const seq = await must(certify(leader.client, acme, certification('2026-Q3', position)));
	expect(seq).toBe(position + 2);
	const rows = await readEntries(world);
	const { position: named, figures, ...rest } = JSON.parse(rows[seq! - 1]!.body);
	expect(named).toEqual({ seq: position, leaf_hash: rows[position - 1]!.leaf_hash });
	expect(figures).toEqual(FIGURES);
	expect(rest).toMatchObject({ method: 2, statement: 'What is certified.' });
});
