import { z } from 'zod';
import { entry } from '../../record/entries.ts';
import { KIND_MAX } from '../../record/raw.ts';
import * as parts from '../../record/parts.ts';
import * as file from './file.ts';
import * as one from './file-1.ts';

type JsonSchema = z.core.JSONSchema.JSONSchema;

const FROM_WHAT: JsonSchema = {
	if: { properties: { kept_by: { const: 'transcriber' } } },
	then: { required: ['kept_by_note'] }
};
const REVISIONS: JsonSchema = {
	description: 'In order of day. The first publishes the goal; every later one says why it came.',
	allOf: [
		{
			prefixItems: [{ properties: { change: { const: 'published' } } }],
			items: {
				properties: { change: { not: { const: 'published' } }, reason: { pattern: '\\S' } },
				required: ['reason']
			}
		}
	]
};
const UPDATE: JsonSchema = {
	description:
		'`corrects` is the key of an earlier update of the same goal. In order of day within the goal.'
};
const EVIDENCE: JsonSchema = {
	description:
		'`criteria` are indexes, from 0, into the criteria of the revision in force on the day of the update (for a correction: of the update that it corrects).',
	allOf: [
		when({ kind: 'link' }, { properties: { sha256: false } }),
		when({ kind: 'file' }, { properties: { url: false, archived_url: false } }),
		when({ kind: 'link', visibility: 'public' }, { required: ['url'] }),
		when({ kind: 'file', visibility: 'public' }, { required: ['sha256'] }),
		when({ visibility: 'redacted' }, { required: ['redaction'] }),
		when({ visibility: 'public' }, { properties: { redaction: false } })
	]
};
const CLOSED: JsonSchema = {
	description:
		'`successors` are keys of goals of the same area whose first revision is of the closing’s day.',
	allOf: [
		when({ as: 'delivered' }, successors(0, 0)),
		when({ as: 'withdrawn' }, successors(0, 0)),
		when({ as: 'superseded' }, successors(1, 1)),
		when({ as: 'split' }, successors(2))
	]
};

/** What the schemas check in code, said in JSON Schema's words. */
const EXTRAS = new Map<z.core.$ZodType, JsonSchema>([
	[parts.day, { format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }],
	[parts.webAddress, { pattern: '^[Hh][Tt][Tt][Pp][Ss]?://\\S+$' }],
	[one.organization, FROM_WHAT],
	[one.revisions, REVISIONS],
	[one.update, UPDATE],
	[one.evidence, EVIDENCE],
	[one.closed, CLOSED],
	[
		file.organization,
		{ allOf: [FROM_WHAT, when({ kept_by: 'self' }, { properties: { keeper: false } })] }
	],
	[
		file.revisions,
		{
			...REVISIONS,
			description: `${REVISIONS.description} A goal is conditional where its first revision states a condition, which never changes; its targets are then days from the day on which it is first met.`
		}
	],
	[
		file.target,
		{
			description: 'A day, or of a conditional goal a number of days.',
			oneOf: [{ required: ['on'] }, { required: ['within_days'] }]
		}
	],
	[
		file.update,
		{
			description: `${UPDATE.description} \`met\` are indexes of the criteria that it claims as met; with grade 4, of all.`
		}
	],
	[
		file.evidence,
		{
			...EVIDENCE,
			description: `${EVIDENCE.description} A file’s name, type and size are published only where the instance holds its bytes.`,
			allOf: [
				...EVIDENCE.allOf!,
				when({ kind: 'link' }, { properties: { name: false, media_type: false, bytes: false } })
			]
		}
	],
	[file.closed, { ...CLOSED, allOf: [...CLOSED.allOf!, when({ as: 'missed' }, successors(0, 0))] }],
	[
		file.judgement,
		{ description: 'Only of a conditional goal, in order of day. Its evidence names no criteria.' }
	],
	[
		file.revisionReview,
		{ description: '`revision` is a revision’s number, from 1. Not before that revision’s day.' }
	],
	[file.check, { description: 'Only of a record that somebody transcribes.' }],
	[
		file.certified,
		{ description: 'For reading: an import shows it as certified elsewhere, and takes none over.' }
	]
]);

function when(fields: Record<string, string>, then: JsonSchema): JsonSchema {
	const properties = Object.fromEntries(
		Object.entries(fields).map(([name, value]) => [name, { const: value }])
	);
	return { if: { properties }, then };
}

function successors(minItems: number, maxItems?: number): JsonSchema {
	const count = maxItems === undefined ? { minItems } : { minItems, maxItems };
	const required = minItems > 0 ? ['successors'] : [];
	return { properties: { successors: { ...count, uniqueItems: true } }, required };
}

const CHECKED_ON_IMPORT =
	"One organization's safety roadmap with its history. An import also checks what this schema cannot say: order of days, references between items, closings and succession.";

/** The JSON Schema (2020-12) of a roadmap file of the newest format. What holds between items is checked on import only. */
export function roadmapJsonSchema(): JsonSchema {
	return toJsonSchema(file.roadmapFile, {
		$id: 'urn:waymark:schema:safety-roadmap:2',
		title: 'Roadmap file, safety-roadmap/2',
		description: `${CHECKED_ON_IMPORT} Of a record that an organization keeps itself, each kind of change is checked against the texts too.`
	});
}

/** The same of the format before. */
export function roadmap1JsonSchema(): JsonSchema {
	return toJsonSchema(one.roadmapFile1, {
		$id: 'urn:waymark:schema:safety-roadmap:1',
		title: 'Roadmap file, safety-roadmap/1',
		description: CHECKED_ON_IMPORT
	});
}

/** What a reader has to do with what is newer than it, so that records outlive programs. */
const NEWER =
	'Newer entries may have fields, values and kinds that are not described here. A reader lets unknown fields pass. It keeps an entry of a kind that it does not know, or with values that it cannot read, checks its hash and its number, shows it as it stands, and goes on. An unknown kind changes no score of a method that does not know it. From an entry of a known kind on that it cannot read, or that rests on such a one, a reader gives no scores of the organization, and says so.';

/** The JSON Schema (2020-12) of one entry of the record, of a kind known here or of a newer one. */
export function entryJsonSchema(): JsonSchema {
	const { oneOf = [], ...schema } = toJsonSchema(entry, {
		$id: 'urn:waymark:schema:record-entry:1',
		title: 'Entry of the record',
		description: `One entry of the public, append-only record: what an organization published, numbered by \`seq\`, recorded at the server’s clock and speaking of the day \`effective_on\`. ${NEWER}`
	});
	return { ...schema, oneOf: [...oneOf, newerKind(oneOf as JsonSchema[])] };
}

/** What every entry has, whatever its kind. */
function newerKind(known: readonly JsonSchema[]): JsonSchema {
	const head = ['seq', 'organization', 'recorded_at', 'effective_on'];
	const [first = {}] = known;
	const properties = Object.fromEntries(head.map((name) => [name, first.properties![name]!]));
	const kinds = known.map((each) => (each.properties!.kind as JsonSchema).const!);
	return {
		title: 'Entry of a newer kind',
		description: 'Keep it, show it as it stands, and go on.',
		type: 'object',
		properties: {
			...properties,
			kind: { type: 'string', minLength: 1, maxLength: KIND_MAX, not: { enum: kinds } }
		},
		required: [...head, 'kind']
	};
}

function toJsonSchema(schema: z.core.$ZodType, head: JsonSchema): JsonSchema {
	const { $schema, ...body } = z.toJSONSchema(schema, {
		io: 'input',
		target: 'draft-2020-12',
		override: ({ zodSchema, jsonSchema }) => {
			Object.assign(jsonSchema, EXTRAS.get(zodSchema));
		}
	});
	return { $schema, ...head, ...body };
}
