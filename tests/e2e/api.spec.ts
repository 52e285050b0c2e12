import { expect, test } from './support/test.ts';
import { getJson, scorecardOf, soundRecord } from './support/api.ts';

test('errors of the API are problem details', async ({ request }) => {
	for (const [method, path, status, detail] of [
		['GET', '/api/v1/organizations/nobody/scorecard', 404, '"nobody"'],
		['GET', '/api/v1/nothing', 404, '/api/v1/organizations'],
		['GET', '/api/v1/organizations/lodestone/scorecard?as_of=2026-02-30', 400, 'as_of'],
		['GET', '/api/v1/organizations/lodestone/scorecard?asof=2026-03-30', 400, 'asof'],
		['GET', '/api/v1/organizations/lodestone/trend?step=week', 400, 'one of month, quarter'],
		['GET', '/api/v1/organizations/lodestone/scorecard?method=3', 400, 'one of 1, 2'],
		['GET', '/api/v1/organizations/lodestone/trend?method=3', 400, 'one of 1, 2'],
		['POST', '/api/v1/organizations/lodestone/scorecard', 405, 'GET'],
		['DELETE', '/record/entries.ndjson', 405, 'GET']
	] as const) {
		const response = await request.fetch(path, { method });
		expect(response.status(), path).toBe(status);
		expect(response.headers()['content-type'], path).toBe('application/problem+json');
		const problem = await response.json();
		expect(problem, path).toMatchObject({ status, title: expect.stringMatching(/\S/) });
		expect(problem.detail, path).toContain(detail);
		// The type is an address that explains it.
		expect(await getJson(request, problem.type)).toMatchObject({ type: problem.type, status });
	}
});

test('a scorecard has the figures and goals that its readers rely on', async ({ request }) => {
	const card = await scorecardOf(request, 'lodestone');
	const figures = {
		n: expect.any(Number),
		claimed: expect.any(Number),
		evidenced: expect.any(Number),
		gap: expect.any(Number),
		delivery: {
			n: expect.any(Number),
			rate: expect.any(Number),
			on_time: expect.any(Number)
		}
	};
	expect(card).toEqual({
		organization: 'lodestone',
		as_of: new Date().toISOString().slice(0, 10),
		method: 2,
		seq: (await soundRecord(request)).length,
		overall: figures,
		areas: { security: figures, alignment: figures, safeguards: figures, policy: figures },
		two_person_rule: true,
		known_then: expect.objectContaining({
			late: { entries: expect.any(Number), longest_days: expect.any(Number) },
			differs: expect.any(Boolean)
		}),
		goals: expect.any(Array)
	});
	expect(card.goals).toHaveLength(30);
	expect(card.goals.find(({ key }) => key === 'build-provenance')).toEqual({
		key: 'build-provenance',
		area: 'security',
		title: 'Signed provenance for training and inference code',
		state: 'open',
		grade: null,
		claimed: 0,
		supported: 0,
		evidence: null,
		fresh: 0,
		weight: 1,
		in_set: true,
		target: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		original_target: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
		slip_days: 0,
		explained: expect.objectContaining({ coverage: 0, limit: null, condition: null })
	});
	const first = await getJson<typeof card>(
		request,
		'/api/v1/organizations/lodestone/scorecard?method=1'
	);
	expect([first.method, card.method]).toEqual([1, 2]);
});

test('the trend repeats the scorecards of its days', async ({ request }) => {
	const { points } = await getJson<{ points: { as_of: string }[] }>(
		request,
		'/api/v1/organizations/anthropic/trend?from=2026-03-30&to=2026-09-30&step=month'
	);
	expect(points).toHaveLength(7);
	for (const point of points) {
		const { overall, areas } = await scorecardOf(request, 'anthropic', point.as_of);
		expect(point).toMatchObject({ overall, areas });
	}
});

test('the record is sound and its downloads can be cut', async ({ request }) => {
	const entries = await soundRecord(request);
	const response = await request.get('/record/entries.ndjson?organization=anthropic&after=200');
	const some = (await response.text()).trim().split('\n');
	expect(some.map((line) => JSON.parse(line))).toEqual(
		entries.filter(({ organization, seq }) => organization === 'anthropic' && seq > 200)
	);
});
