import { m } from '../paraglide/messages.js';
import { isReservedSlug } from '../record/slug.ts';
import { emptyRecord } from '../record/fold.ts';
import { lastNumber, unreadFrom } from '../record/raw.ts';
import type { RecordState } from '../record/state.ts';
import type { RoadmapFile } from '../roadmap/file.ts';
import { parseRoadmap, type Problem } from '../roadmap/parse.ts';
import { planImport, type ImportPlan } from '../roadmap/plan.ts';
import type { ImportStep } from '../roadmap/steps.ts';
import type { Client } from './backend/backend.ts';
import { readRecord } from './record.ts';
import { failure, type Failure } from './failure.ts';

/** Imports of `safety-roadmap/1` files: a preview, then all or nothing. */

export type Preview =
	| { ok: true; file: RoadmapFile; plan: ImportPlan; expected: number }
	| { ok: false; problems: Problem[] };

/** What an import of the text would do on top of the record. A plan with differences is to be refused. */
export function previewImport(text: string, record: RecordState, today: string): Preview {
	const parsed = parseRoadmap(text);
	if (!parsed.ok) return parsed;
	const { slug } = parsed.file.organization;
	if (isReservedSlug(slug))
		return {
			ok: false,
			problems: [{ path: 'organization.slug', message: m.import_reserved_slug({ slug }) }]
		};
	const organization = record.organizations.get(slug);
	const unread = organization
		? unreadFrom(organization)
		: record.raw.find((entry) => entry.organization === slug)?.seq;
	// What it could not read is missing from what the file would be compared with.
	if (unread)
		return { ok: false, problems: [{ path: '', message: m.unread_import({ seq: unread }) }] };
	const plan = planImport(parsed.file, organization, today);
	// What contradicts the record is told of first: the rest may follow from it.
	if (plan.problems.length && !plan.differences.length)
		return { ok: false, problems: plan.problems };
	return {
		ok: true,
		file: parsed.file,
		plan,
		expected: organization ? lastNumber(organization) : 0
	};
}

export type ImportResult =
	| {
			ok: true;
			slug: string;
			/** Entries added, or that would be. */
			added: number;
			steps: ImportStep[];
			notes: string[];
			previewOnly: boolean;
	  }
	| {
			ok: false;
			problems?: Problem[];
			differences?: ImportPlan['differences'];
			failure?: Failure;
	  };

/** What an import of the text would add to the record; nothing is written. */
export function wouldImport(text: string, record: RecordState, today: string): ImportResult {
	const preview = previewImport(text, record, today);
	if (!preview.ok) return { ok: false, problems: preview.problems };
	const { steps, differences, notes } = preview.plan;
	if (differences.length) return { ok: false, differences };
	const { slug } = preview.file.organization;
	return { ok: true, slug, added: steps.length, steps, notes, previewOnly: true };
}

/** Imports for the operator, who may also bring a new organization. The client is the operator's. */
export async function importRoadmap(
	client: Client,
	text: string,
	{ today, previewOnly = false }: { today: string; previewOnly?: boolean }
): Promise<ImportResult> {
	const record = await readRecord(client, emptyRecord());
	const result = wouldImport(text, record, today);
	if (!result.ok || previewOnly) return result;
	const { slug, steps } = result;
	const done = { ...result, previewOnly: false };
	if (!steps.length) return done;
	const organization = record.organizations.get(slug);
	const registration = steps.find((step) => step.kind === 'organization.registered') ?? null;
	const { error } = await client.rpc('operator_import_roadmap', {
		slug,
		registration,
		expected: organization ? lastNumber(organization) : 0,
		steps: steps.filter((step) => step !== registration)
	});
	return error ? { ok: false, failure: failure(error) } : done;
}
