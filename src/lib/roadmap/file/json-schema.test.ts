import { describe, expect, test } from 'vitest';
import { entry as recorded } from '../../record/entries.ts';
import { entryJsonSchema, roadmap1JsonSchema, roadmapJsonSchema } from './json-schema.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;
const roadmap = roadmap1JsonSchema() as Loose;
const goal = roadmap.properties.goals.items;
const evidence = goal.properties.updates.items.properties.evidence.items;

describe('the roadmap file of format 1', () => {
	test('names itself and is plain JSON', () => {
		expect(roadmap).toMatchObject({
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			$id: 'urn:waymark:schema:safety-roadmap:1',
			title: expect.any(String),
			description: expect.any(String)
		});
		expect(JSON.parse(JSON.stringify(roadmap))).toEqual(roadmap);
	});

	test('asks for exactly the fields that the format asks for, and allows no others', () => {
		expect(roadmap.required).toEqual(['format', 'organization', 'roadmap', 'goals']);
		expect(goal.required).toEqual(['key', 'area', 'revisions', 'updates']);
		expect(goal.properties.revisions.items.required).toEqual([
			'effective_on',
			'change',
			'title',
			'statement',
			'criteria',
			'target'
		]);
		expect(goal.properties.updates.items.required).toEqual([
			'effective_on',
			'grade',
			'narrative',
			'evidence'
		]);
		expect(goal.properties.closed.required).toEqual(['effective_on', 'as', 'reason']);
		expect(evidence.required).toEqual(['kind', 'visibility', 'title', 'criteria']);
		for (const part of [roadmap, goal, evidence, goal.properties.closed])
			expect(part.additionalProperties).toBe(false);
	});

	test('says how days, addresses, keys and hashes are written', () => {
		const { effective_on } = goal.properties.revisions.items.properties;
		const { url } = roadmap.properties.organization.properties;
		expect(effective_on).toMatchObject({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
		expect('HTTPS://x.example/a').toMatch(new RegExp(url.pattern));
		expect('javascript:alert(1)').not.toMatch(new RegExp(url.pattern));
		expect(goal.properties.key).toMatchObject({ maxLength: 60, pattern: expect.any(String) });
		expect('AB'.repeat(32)).toMatch(new RegExp(evidence.properties.sha256.pattern));
	});

	test('says what depends on what', () => {
		const is = (fields: Record<string, string>) => {
			const entries = Object.entries(fields).map(([name, value]) => [name, { const: value }]);
			return { properties: Object.fromEntries(entries) };
		};
		expect(roadmap.properties.organization).toMatchObject({
			if: is({ kept_by: 'transcriber' }),
			then: { required: ['kept_by_note'] }
		});
		expect(evidence.allOf).toContainEqual({
			if: is({ kind: 'link', visibility: 'public' }),
			then: { required: ['url'] }
		});
		expect(evidence.allOf).toContainEqual({
			if: is({ visibility: 'public' }),
			then: { properties: { redaction: false } }
		});
		expect(goal.properties.closed.allOf).toContainEqual({
			if: is({ as: 'superseded' }),
			then: {
				properties: { successors: { minItems: 1, maxItems: 1, uniqueItems: true } },
				required: ['successors']
			}
		});
		expect(goal.properties.revisions).toMatchObject({ minItems: 1, allOf: [expect.any(Object)] });
	});
});

describe('the roadmap file of format 2', () => {
	const newer = roadmapJsonSchema() as Loose;
	const item = newer.properties.goals.items.properties;
	const names = (schema: Loose) => Object.keys(schema.properties).sort();

	test('names itself, and has every field of format 1 and its own', () => {
		expect(newer).toMatchObject({ $id: 'urn:waymark:schema:safety-roadmap:2' });
		const more = (of: Loose, before: Loose) => names(of).filter((name) => !before.properties[name]);
		expect(more(newer, roadmap)).toEqual(['certified', 'checks']);
		expect(more(newer.properties.goals.items, goal)).toEqual(['conditions', 'revision_reviews']);
		expect(more(item.revisions.items, goal.properties.revisions.items)).toEqual(['condition']);
		expect(more(item.updates.items, goal.properties.updates.items)).toEqual(['met']);
		expect(more(item.reviews.items, goal.properties.reviews.items)).toEqual(['answer', 'findings']);
	});

	test('says which words format 1 does not have', () => {
		const before = goal.properties;
		expect(item.revisions.items.properties.change.enum).toContain('reworded');
		expect(before.revisions.items.properties.change.enum).not.toContain('reworded');
		expect(item.closed.properties.as.enum).toContain('missed');
		expect(before.closed.properties.as.enum).not.toContain('missed');
	});
});

describe('the entry', () => {
	const entry = entryJsonSchema() as Loose;

	const [newer, ...known] = entry.oneOf.toReversed();

	test('describes every kind, and lets unknown fields pass', () => {
		const kinds = known.reverse().map((option: Loose) => option.properties.kind.const);
		expect(kinds).toEqual(recorded.options.map(({ shape }) => shape.kind.value));
		for (const option of entry.oneOf) {
			expect(option.additionalProperties).not.toBe(false);
			expect(option.required).toEqual(
				expect.arrayContaining(['seq', 'organization', 'recorded_at', 'effective_on', 'kind'])
			);
			expect(option.properties.effective_on.format).toBe('date');
		}
	});

	test('says that newer kinds may come, and what a reader does then', () => {
		expect(entry.description).toMatch(/keeps an entry of a kind that it does not know/);
		expect(newer.properties.kind).toMatchObject({
			type: 'string',
			not: { enum: expect.arrayContaining(['goal.published', 'scorecard.certified']) }
		});
		expect(newer.properties.kind.not.enum).toHaveLength(known.length);
	});
});
