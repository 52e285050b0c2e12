import { unreadFrom } from '../../record/all-entries.ts';
import type { Organization, RecordState } from '../../record/state.ts';
import { nearest } from '../../roadmap/file/nearest.ts';

/** What every page of an organization says of it. */
export function organizationInfo(organization: Organization) {
	const { name, url, kept_by, kept_by_note, keeper, roadmap } = organization.registered;
	return {
		slug: organization.slug,
		name,
		url,
		kept_by,
		kept_by_note,
		/** Who transcribes it; null where the record does not say. */
		keeper: keeper ?? null,
		roadmap,
		/** The first entry that this server cannot read; its figures are withheld then. */
		unread: unreadFrom(organization)
	};
}
/** The last day by `t` on which the sources of a transcribed record were read; null for never. */
export function lastChecked({ checks }: Pick<Organization, 'checks'>, t: string): string | null {
	const days = checks.map(({ effective_on }) => effective_on).filter((day) => day <= t);
	return days.sort().at(-1) ?? null;
}

/** The organizations whose figures are withheld, each with the entry that could not be read. */
export function withheldOrganizations({ organizations }: RecordState) {
	return [...organizations.values()].flatMap((each) => {
		const unread = unreadFrom(each);
		return unread === null ? [] : [{ ...named(each), unread }];
	});
}

export type OrganizationInfo = ReturnType<typeof organizationInfo>;

/**
 * The organization whose slug is nearly that, as a misspelt address has it; undefined where none is
 * near, or where one has that very slug.
 */
export function nearestOrganization({ organizations }: RecordState, slug: string) {
	if (organizations.has(slug)) return undefined;
	const found = organizations.get(nearest(slug, [...organizations.keys()]) ?? '');
	return found && named(found);
}

/** Up to how many organizations an error page offers. */
const FEW = 5;

/** The organizations of the record where they are few, of which a reader may want any. */
export function fewOrganizations({ organizations }: RecordState) {
	return organizations.size > FEW ? [] : [...organizations.values()].map(named);
}

const named = ({ slug, registered }: Organization) => ({ slug, name: registered.name });
