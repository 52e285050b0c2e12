import { m } from '../paraglide/messages.js';
import { isReservedSlug } from '../record/slug.ts';
import type { Organization, RecordState } from '../record/state.ts';
import type { RoadmapFile } from './file.ts';
import { parseRoadmap, type Problem } from './parse.ts';
import { planImport, type ImportPlan } from './plan.ts';

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
	{ organizations }: Pick<RecordState, 'organizations'>,
	today: string
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
	const plan = planImport(parsed.file, organization, today);
	// What contradicts the record is told of first: the rest may follow from it.
	if (plan.problems.length && !plan.differences.length)
		return { ok: false, problems: plan.problems };
	return { ok: true, file: parsed.file, plan, expected: lastNumber(organization) };
}

function lastNumber(organization: Organization | undefined): number {
	return organization?.entries.at(-1)?.seq ?? 0;
}
