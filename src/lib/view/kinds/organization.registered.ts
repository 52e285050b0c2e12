import { m } from '../../paraglide/messages.js';
import type { OrganizationRegistered } from '../../record/entries.ts';
import type { Kind } from './kind.ts';

export const organizationRegistered: Kind<OrganizationRegistered> = {
	name: m.record_kind_registered,
	badge: () => 'registered',
	text: ({ effective_on, name, roadmap }, { organization: { entries } }) => {
		// It is the first entry, so that what stands under an earlier day was recorded after it.
		const earlier = entries.some((other) => other.effective_on < effective_on);
		const said = { name, roadmap: roadmap.title };
		return earlier ? m.changes_registered_earlier(said) : m.changes_registered(said);
	}
};
