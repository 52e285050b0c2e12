import type { Organization } from '../record/state.ts';

/** What every page of an organization says of it. */
export function organizationInfo({ slug, registered }: Organization) {
	const { name, url, kept_by, kept_by_note, roadmap } = registered;
	return { slug, name, url, kept_by, kept_by_note, roadmap };
}
export type OrganizationInfo = ReturnType<typeof organizationInfo>;
