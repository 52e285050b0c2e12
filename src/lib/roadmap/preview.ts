import { m } from '../paraglide/messages.js';
import { lastNumber, unreadFrom } from '../record/all-entries.ts';
import { isReservedSlug } from '../record/slug.ts';
import type { RecordState } from '../record/state.ts';
import type { RoadmapFile } from './file/file.ts';
import { cap, parseRoadmap, type Problem } from './parse.ts';
import { planImport, type Asked, type ImportPlan } from './plan/plan.ts';

/** As many entries as one import can have, which the database holds it to. */
export const MOST_STEPS = 100_000;

export type Preview =
	| {
			ok: true;
			file: RoadmapFile;
			plan: ImportPlan;
			/** The number of the organization's last entry; 0 without one. */
			expected: number;
	  }
	| { ok: false; problems: Problem[] };

/** What an import of the text would do on top of the record. A plan with differences is to be refused. */
export function previewImport(
	text: string,
	{ organizations, raw }: Pick<RecordState, 'organizations' | 'raw'>,
	today: string,
	asked?: Asked
): Preview {
	const parsed = parseRoadmap(text);
	if (!parsed.ok) return parsed;
	const { slug } = parsed.file.organization;
	if (isReservedSlug(slug))
		return {
			ok: false,
			problems: [{ path: 'organization.slug', message: m.import_reserved_slug({ slug }) }]
		};
	const organization = organizations.get(slug);
	const unread = organization
		? unreadFrom(organization)
		: raw.find((entry) => entry.organization === slug)?.seq;
	// What it could not read is missing from what the file would be compared with.
	if (unread)
		return { ok: false, problems: [{ path: '', message: m.unread_import({ seq: unread }) }] };
	const plan = planImport(parsed.file, organization, today, asked);
	// What contradicts the record is told of first: the rest may follow from it.
	if (plan.problems.length && !plan.differences.length)
		return { ok: false, problems: cap(plan.problems) };
	const count = plan.steps.length;
	if (count > MOST_STEPS)
		return {
			ok: false,
			problems: [{ path: '', message: m.import_too_many({ count, limit: MOST_STEPS }) }]
		};
	return {
		ok: true,
		file: parsed.file,
		plan,
		expected: organization ? lastNumber(organization) : 0
	};
}
