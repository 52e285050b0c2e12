import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RoadmapFile } from './file/file.ts';
import { parseRoadmap, type Problem } from './parse.ts';
import { sampleFile } from './testing-sample.ts';

const EXAMPLE = readFileSync('supabase/examples/anthropic.json', 'utf8');

function problems(text: string): Problem[] {
	const parsed = parseRoadmap(text);
	return parsed.ok ? [] : parsed.problems;
}

/** The sample, changed in ways that its type may not allow, as text. */
function broken(change: (file: Loose) => unknown): string {
	const file = sampleFile();
	change(file as Loose);
	return JSON.stringify(file);
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

describe('valid files', () => {
	test('the example', () => {
		const parsed = parseRoadmap(EXAMPLE);
		expect(parsed).toMatchObject({ ok: true });
		expect((parsed as { file: RoadmapFile }).file.goals).toHaveLength(11);
	});

	test.each<[string, (file: Loose) => unknown]>([
		['with everything in it', () => 0],
		['without goals', (f) => (f.goals = [])],
		[
			'kept by itself without a note',
			(f) => {
				f.organization.kept_by = 'self';
				delete f.organization.kept_by_note;
			}
		],
		['kept by itself with a note', (f) => (f.organization.kept_by = 'self')],
		['with successors left out where there are none', (f) => delete f.goals[0].closed.successors],
		['with empty reviews', (f) => (f.goals[1].reviews = [])],
		[
			'with two revisions on one day',
			(f) =>
				Object.assign(f.goals[0].revisions[1], {
					effective_on: '2026-01-10',
					criteria: ['Locked', 'Logged']
				})
		],
		[
			'with an update on the closing’s day',
			(f) => (f.goals[0].updates[1].effective_on = '2026-05-01')
		],
		[
			'with a revision on the closing’s day',
			(f) => {
				f.goals[0].revisions[1].effective_on = '2026-05-01';
			}
		],
		[
			'with a reason on a first revision',
			(f) => (f.goals[0].revisions[0].reason = 'For its own sake.')
		],
		[
			'with a review of a day before its update',
			(f) => (f.goals[0].reviews[0].effective_on = '2026-01-01')
		],
		['with a review after the closing', (f) => (f.goals[0].reviews[0].effective_on = '2027-01-01')],
		[
			'with a correction of a correction',
			(f) =>
				f.goals[0].updates.push({
					corrects: 'second-look',
					effective_on: '2026-07-01',
					grade: 0,
					narrative: 'No.',
					evidence: [
						{
							kind: 'file',
							visibility: 'redacted',
							title: 'L',
							criteria: [1],
							redaction: { category: 'legal', description: 'Law.' }
						}
					]
				})
		],
		[
			'delivered by a correction',
			(f) => {
				f.goals[0].updates[1].grade = 0;
				f.goals[0].updates[2].grade = 4;
				f.goals[0].updates[2].effective_on = '2026-05-01';
			}
		],
		[
			'delivered, then corrected down after the closing',
			(f) => {
				Object.assign(f.goals[0].updates[1], { key: 'done' });
				f.goals[0].updates[2].corrects = 'done';
				f.goals[0].updates[2].evidence = [];
			}
		],
		['with one key in two goals’ updates', (f) => (f.goals[4].updates[0].key = 'first-look')],
		['with an update key that looks like a day', (f) => (f.goals[4].updates[0].key = '2026-06-01')],
		[
			'with an upper-case SHA-256 and address scheme',
			(f) => {
				f.goals[0].updates[0].evidence[1].sha256 = 'AB'.repeat(32);
				f.organization.url = 'HTTPS://EXAMPLE.ORG';
			}
		],
		[
			'with a redacted file’s SHA-256',
			(f) => (f.goals[0].updates[2].evidence[0].sha256 = 'ab'.repeat(32))
		],
		[
			'with the same criterion named twice',
			(f) => (f.goals[0].updates[0].evidence[0].criteria = [1, 1])
		],
		['with a leap day', (f) => (f.goals[0].revisions[0].target.on = '2028-02-29')],
		['in other scripts and emoji', (f) => (f.organization.name = '安全 👩‍🔬')]
	])('%s', (_, change) => {
		expect(problems(broken(change))).toEqual([]);
	});

	test('with a byte order mark', () => {
		expect(problems(`\uFEFF${EXAMPLE}`)).toEqual([]);
	});

	test('SHA-256 comes out in lower case', () => {
		const parsed = parseRoadmap(
			broken((f) => (f.goals[0].updates[0].evidence[1].sha256 = 'AB'.repeat(32)))
		);
		expect(parsed.ok && parsed.file.goals[0]?.updates[0]?.evidence[1]?.sha256).toBe(
			'ab'.repeat(32)
		);
	});
});

describe('broken shapes', () => {
	const long = 'k'.repeat(61);
	test.each<[string, string, RegExp, (file: Loose) => unknown]>([
		['another format', 'format', /"safety-roadmap\/1"/, (f) => (f.format = 'safety-roadmap/3')],
		['no format', 'format', /missing.*"safety-roadmap\/1"/, (f) => delete f.format],
		['no organization', 'organization', /missing: add an object/, (f) => delete f.organization],
		['no goals', 'goals', /missing: add a list/, (f) => delete f.goals],
		['goals as an object', 'goals', /must be a list/, (f) => (f.goals = {})],
		['a goal that is null', 'goals[1]', /must be an object/, (f) => (f.goals[1] = null)],
		[
			'an unknown top field',
			'version',
			/not a field.*format, organization, roadmap, goals/,
			(f) => (f.version = 1)
		],
		[
			'a misspelt field',
			'goals[0].revisions[0].titel',
			/did you mean "title"\?/,
			(f) => (f.goals[0].revisions[0].titel = 'x')
		],
		[
			'a field in camel case',
			'goals[0].updates[0].effectiveOn',
			/did you mean "effective_on"\?/,
			(f) => (f.goals[0].updates[0].effectiveOn = 'x')
		],
		[
			'a misspelt optional field',
			'goals[0].updates[1].correct',
			/did you mean "corrects"\?/,
			(f) => (f.goals[0].updates[1].correct = 'first-look')
		],
		[
			'a misspelt field deep down',
			'goals[0].reviews[0].reviewer.acess',
			/did you mean "access"\?/,
			(f) => (f.goals[0].reviews[0].reviewer.acess = 'full')
		],
		[
			'a misspelt field of a target',
			'goals[0].revisions[0].target.notes',
			/did you mean "note"\?/,
			(f) => (f.goals[0].revisions[0].target.notes = 'x')
		],
		[
			'an unknown field with an odd name',
			'goals[0]["a b"]',
			/not a field/,
			(f) => (f.goals[0]['a b'] = 1)
		],
		[
			'a field named as a method of objects',
			'goals[0].toString',
			/not a field/,
			(f) => (f.goals[0].toString = 1)
		],
		['a bad slug', 'organization.slug', /lower-case/, (f) => (f.organization.slug = 'Example')],
		['an empty name', 'organization.name', /must not be empty/, (f) => (f.organization.name = ' ')],
		[
			'a web address without scheme',
			'organization.url',
			/http/,
			(f) => (f.organization.url = 'example.org')
		],
		[
			'another keeper',
			'organization.kept_by',
			/one of "self", "transcriber"/,
			(f) => (f.organization.kept_by = 'other')
		],
		[
			'a transcriber without a note',
			'organization.kept_by_note',
			/missing/,
			(f) => delete f.organization.kept_by_note
		],
		[
			'a cadence in words',
			'roadmap.cadence_days',
			/must be a whole number, not "90"/,
			(f) => (f.roadmap.cadence_days = '90')
		],
		[
			'a cadence of zero',
			'roadmap.cadence_days',
			/at least 1/,
			(f) => (f.roadmap.cadence_days = 0)
		],
		[
			'a broken cadence',
			'roadmap.cadence_days',
			/whole number/,
			(f) => (f.roadmap.cadence_days = 1.5)
		],
		['a key with capitals', 'goals[0].key', /lower-case/, (f) => (f.goals[0].key = 'Weights')],
		['a key with two hyphens', 'goals[0].key', /lower-case/, (f) => (f.goals[0].key = 'a--b')],
		['a key that ends a line', 'goals[5].key', /lower-case/, (f) => (f.goals[5].key = 'papers\n')],
		['a long key', 'goals[5].key', /60/, (f) => (f.goals[5].key = long)],
		[
			'another area',
			'goals[0].area',
			/"security", "alignment"/,
			(f) => (f.goals[0].area = 'safety')
		],
		['no revisions', 'goals[3].revisions', /is empty/, (f) => (f.goals[3].revisions = [])],
		['no updates list', 'goals[3].updates', /missing/, (f) => delete f.goals[3].updates],
		[
			'another change',
			'goals[0].revisions[1].change',
			/"date_moved"/,
			(f) => (f.goals[0].revisions[1].change = 'moved')
		],
		[
			'an impossible day',
			'goals[0].revisions[0].effective_on',
			/calendar day/,
			(f) => (f.goals[0].revisions[0].effective_on = '2026-02-30')
		],
		[
			'a leap day without a leap year',
			'goals[0].updates[0].effective_on',
			/calendar day/,
			(f) => (f.goals[0].updates[0].effective_on = '2026-02-29')
		],
		[
			'a day with a time',
			'goals[0].updates[0].effective_on',
			/calendar day/,
			(f) => (f.goals[0].updates[0].effective_on = '2026-02-01T00:00:00Z')
		],
		[
			'a day in another order',
			'goals[0].closed.effective_on',
			/calendar day/,
			(f) => (f.goals[0].closed.effective_on = '01.05.2026')
		],
		[
			'a target left out',
			'goals[0].revisions[0].target',
			/object .* or null/,
			(f) => delete f.goals[0].revisions[0].target
		],
		[
			'a target that is a day',
			'goals[0].revisions[0].target',
			/or null, not "2026/,
			(f) => (f.goals[0].revisions[0].target = '2026-06-30')
		],
		[
			'a target without a basis',
			'goals[0].revisions[0].target.basis',
			/missing/,
			(f) => delete f.goals[0].revisions[0].target.basis
		],
		[
			'an outlook of null',
			'goals[0].revisions[0].outlook',
			/leave the field out/,
			(f) => (f.goals[0].revisions[0].outlook = null)
		],
		[
			'criteria that are not text',
			'goals[0].revisions[0].criteria[1]',
			/must be text/,
			(f) => (f.goals[0].revisions[0].criteria[1] = 2)
		],
		[
			'a grade of 5',
			'goals[0].updates[0].grade',
			/from 0 to 4/,
			(f) => (f.goals[0].updates[0].grade = 5)
		],
		[
			'a grade between two',
			'goals[0].updates[0].grade',
			/from 0 to 4/,
			(f) => (f.goals[0].updates[0].grade = 2.5)
		],
		[
			'a grade in words',
			'goals[0].reviews[0].grade',
			/from 0 to 4/,
			(f) => (f.goals[0].reviews[0].grade = '1')
		],
		[
			'a grade left out',
			'goals[0].updates[0].grade',
			/missing: add a whole number/,
			(f) => delete f.goals[0].updates[0].grade
		],
		[
			'a NUL in text',
			'goals[0].updates[0].narrative',
			/cannot be stored/,
			(f) => (f.goals[0].updates[0].narrative = 'a\u0000b')
		],
		[
			'half a surrogate pair',
			'goals[0].revisions[0].criteria[0]',
			/cannot be stored/,
			(f) => (f.goals[0].revisions[0].criteria[0] = 'a\ud800')
		],
		[
			'evidence left out',
			'goals[4].updates[0].evidence',
			/missing/,
			(f) => delete f.goals[4].updates[0].evidence
		],
		[
			'a public link without address',
			'goals[0].updates[0].evidence[0].url',
			/missing/,
			(f) => delete f.goals[0].updates[0].evidence[0].url
		],
		[
			'a link with another scheme',
			'goals[0].updates[0].evidence[0].url',
			/http/,
			(f) => (f.goals[0].updates[0].evidence[0].url = 'javascript:alert(1)')
		],
		[
			'an archived copy that is no address',
			'goals[0].updates[0].evidence[0].archived_url',
			/http/,
			(f) => (f.goals[0].updates[0].evidence[0].archived_url = 'ftp://x.example')
		],
		[
			'a link with a SHA-256',
			'goals[0].updates[0].evidence[0].sha256',
			/does not belong to a link/,
			(f) => (f.goals[0].updates[0].evidence[0].sha256 = 'ab'.repeat(32))
		],
		[
			'a public file without SHA-256',
			'goals[0].updates[0].evidence[1].sha256',
			/missing/,
			(f) => delete f.goals[0].updates[0].evidence[1].sha256
		],
		[
			'a file with an address',
			'goals[0].updates[0].evidence[1].url',
			/does not belong to a file/,
			(f) => (f.goals[0].updates[0].evidence[1].url = 'https://x.example')
		],
		[
			'a short SHA-256',
			'goals[0].updates[0].evidence[1].sha256',
			/64/,
			(f) => (f.goals[0].updates[0].evidence[1].sha256 = 'ab')
		],
		[
			'a SHA-256 with other letters',
			'goals[0].updates[0].evidence[1].sha256',
			/64/,
			(f) => (f.goals[0].updates[0].evidence[1].sha256 = 'g'.repeat(64))
		],
		[
			'a redacted item without redaction',
			'goals[0].updates[1].evidence[0].redaction',
			/missing/,
			(f) => delete f.goals[0].updates[1].evidence[0].redaction
		],
		[
			'a redaction on a public item',
			'goals[0].updates[1].evidence[0].redaction',
			/public item/,
			(f) => (f.goals[0].updates[1].evidence[0].visibility = 'public')
		],
		[
			'another redaction category',
			'goals[0].updates[1].evidence[0].redaction.category',
			/"legal"/,
			(f) => (f.goals[0].updates[1].evidence[0].redaction.category = 'secret')
		],
		[
			'a redaction without description',
			'goals[0].updates[1].evidence[0].redaction.description',
			/missing/,
			(f) => delete f.goals[0].updates[1].evidence[0].redaction.description
		],
		[
			'a negative criterion',
			'goals[0].updates[0].evidence[0].criteria[0]',
			/at least 0/,
			(f) => (f.goals[0].updates[0].evidence[0].criteria = [-1])
		],
		[
			'a criterion in words',
			'goals[0].updates[0].evidence[0].criteria[0]',
			/whole number/,
			(f) => (f.goals[0].updates[0].evidence[0].criteria = ['Locked'])
		],
		[
			'another access',
			'goals[0].reviews[0].reviewer.access',
			/"public", "redacted", "full"/,
			(f) => (f.goals[0].reviews[0].reviewer.access = 'some')
		],
		[
			'an agreement of true',
			'goals[0].reviews[0].agrees',
			/"yes"/,
			(f) => (f.goals[0].reviews[0].agrees = true)
		],
		[
			'a review of nothing',
			'goals[0].reviews[0].of',
			/missing/,
			(f) => delete f.goals[0].reviews[0].of
		],
		[
			'reviews of null',
			'goals[1].reviews',
			/leave the field out/,
			(f) => (f.goals[1].reviews = null)
		],
		['closed of null', 'goals[3].closed', /leave the field out/, (f) => (f.goals[3].closed = null)],
		[
			'another closing',
			'goals[0].closed.as',
			/"withdrawn"/,
			(f) => (f.goals[0].closed.as = 'done')
		],
		[
			'a closing without reason',
			'goals[0].closed.reason',
			/missing/,
			(f) => delete f.goals[0].closed.reason
		],
		[
			'a successor as text',
			'goals[2].closed.successors',
			/must be a list/,
			(f) => (f.goals[2].closed.successors = 'data')
		]
	])('%s', (_, path, message, change) => {
		const found = problems(broken(change));
		expect(found.map((problem) => problem.path)).toContain(path);
		expect(found.find((problem) => problem.path === path)?.message).toMatch(message);
	});

	test.each(['null', '[]', '"x"', '3'])('the whole file is %s', (text) => {
		expect(problems(text)).toEqual([
			{ path: '', message: expect.stringContaining('must be an object') }
		]);
	});

	test('every problem is named, a misspelt field on both its sides', () => {
		const text = broken((f) => {
			f.goals[0].titel = f.goals[0].key;
			delete f.goals[0].key;
			f.goals[1].area = 'x';
		});
		expect(problems(text).map(({ path }) => path)).toEqual([
			'goals[0].key',
			'goals[0].titel',
			'goals[1].area'
		]);
	});

	test('at most 200 problems are listed, then their number', () => {
		const found = problems(broken((f) => (f.goals = Array.from({ length: 250 }, () => 0))));
		expect(found).toHaveLength(201);
		expect(found.at(-1)).toEqual({ path: '', message: 'has 50 more problems' });
	});
});

describe('broken text', () => {
	test('a field that stands twice is named, with the problems of the shape', () => {
		const text = broken((f) => (f.goals[2].area = 'x')).replace(
			'"key":"training"',
			'"key":"training","key":"training"'
		);
		expect(problems(text)).toEqual([
			{ path: 'goals[1].key', message: expect.stringContaining('twice') },
			{ path: 'goals[2].area', message: expect.stringContaining('one of') }
		]);
	});

	test('a field that would be the prototype is unknown like any other', () => {
		const text = JSON.stringify(sampleFile()).replace('{', '{"__proto__":{"format":"x"},');
		expect(problems(text).map(({ path }) => path)).toEqual(['__proto__']);
	});

	test('a syntax error has its line and column', () => {
		expect(problems('{\n  "format": "safety-roadmap/1",\n}')).toEqual([
			{
				path: '',
				message:
					'is not valid JSON at line 3, column 1: expected a field name in double quotes, found "}"'
			}
		]);
	});
});
