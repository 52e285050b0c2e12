import type { Organization, RecordState } from '../record/state.ts';
import { nearest } from '../roadmap/nearest.ts';

/** What every page of an organization says of it. */
export function organizationInfo({ slug, registered }: Organization) {
	const { name, url, kept_by, kept_by_note, roadmap } = registered;
	return { slug, name, url, kept_by, kept_by_note, roadmap };
}
export type OrganizationInfo = ReturnType<typeof organizationInfo>;

/** The organization whose slug is nearly that, as a misspelt address has it. */
export function nearestOrganization({ organizations }: RecordState, slug: string) {
	const found = organizations.get(nearest(slug, [...organizations.keys()]) ?? '');
	return found && { slug: found.slug, name: found.registered.name };
}
