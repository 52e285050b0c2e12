import { emptyRecord } from '../../record/fold.ts';
import type { RecordState } from '../../record/state.ts';
import type { Problem } from '../../roadmap/parse.ts';
import type { ImportPlan } from '../../roadmap/plan/plan.ts';
import { previewImport } from '../../roadmap/preview.ts';
import type { ImportStep } from '../../roadmap/plan/steps.ts';
import type { Client } from '../backend/backend.ts';
import type { Failure } from '../database/failure.ts';
import { addAll, carryOut, type Way } from './carry-out.ts';
import { withFiles, type FilesAtHand } from './import-files.ts';
import { parts } from './parts.ts';
import * as store from './store.ts';
import { readRecord } from '../record/read.ts';

/** Imports of roadmap files: a preview, then all or nothing. */

export type ImportResult =
	| {
			ok: true;
			slug: string;
			/** The organization's last number when this was planned; 0 for none. */
			expected: number;
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
			/** Whether the entries are public all the same; null where nobody knows. */
			published?: boolean | null;
	  };

/** What an import of the text would add to the record; nothing is written. */
export function wouldImport(text: string, record: RecordState, today: string): ImportResult {
	const preview = previewImport(text, record, today);
	if (!preview.ok) return { ok: false, problems: preview.problems };
	const { steps, differences, notes } = preview.plan;
	if (differences.length) return { ok: false, differences };
	const { slug } = preview.file.organization;
	const { expected } = preview;
	return { ok: true, slug, expected, added: steps.length, steps, notes, previewOnly: true };
}

/** A plan is made anew where the record grew meanwhile; whoever publishes that often comes first. */
const MOST_PLANS = 5;

type Options = Way & {
	today: string;
	previewOnly?: boolean;
	/** Files of evidence that are stored with it. */
	files?: FilesAtHand | undefined;
};

/** Imports for the operator, who may also bring a new organization. The client is the operator's. */
export async function importRoadmap(
	client: Client,
	text: string,
	{ today, previewOnly = false, files, ...way }: Options
): Promise<ImportResult> {
	for (let plans = 1; ; plans += 1) {
		const record = await readRecord(client, emptyRecord());
		const result = wouldImport(text, record, today);
		if (!result.ok || previewOnly) return result;
		if (!result.steps.length) return { ...result, previewOnly: false };
		const sent = files ? await withFiles(client, result.slug, result.steps, files) : result;
		if ('failure' in sent) return { ok: false, failure: sent.failure };
		const refused = await publishSteps(client, { ...result, steps: sent.steps }, way);
		if (!refused) return { ...result, previewOnly: false };
		if (refused.failure.code !== 'plan_outdated' || plans === MOST_PLANS)
			return { ok: false, ...refused };
	}
}

type Refused = { failure: Failure; published: boolean | null };
type Planned = Pick<ImportResult & { ok: true }, 'slug' | 'expected' | 'steps'>;

/** Publishes planned steps as the operator; all or nothing. Returns why not, or null. */
async function publishSteps(
	client: Client,
	{ slug, expected, steps }: Planned,
	way: Way
): Promise<Refused | null> {
	const registration = steps.find((step) => step.kind === 'organization.registered') ?? null;
	const own = steps.filter((step) => step !== registration);
	const call = { slug, registration, expected, total: own.length };
	const begun = await store.operatorBegin(client, call);
	if ('failure' in begun) return { ...begun, published: false };
	const { id } = begun;
	const unsent = await addAll(client, id, parts(own), way);
	if (unsent) return { failure: unsent, published: false };
	const done = await carryOut(client, id, way);
	// An answer that was lost, or a settling that was refused, comes after entries that are public.
	const published = 'failure' in done ? await isPublished(client, id) : true;
	// What was refused, or is wholly there, is of no more use. If it stays, it is forgotten in a day.
	if (!('failure' in done) || published === false) await store.forget(client, id);
	return 'failure' in done ? { ...done, published } : null;
}

/** Whether the entries of an import are public; null where the database does not say. */
async function isPublished(client: Client, id: string): Promise<boolean | null> {
	try {
		const found = await store.find(client, id);
		return found && found.published_after !== null;
	} catch {
		return null;
	}
}
