import { m } from '../../paraglide/messages.js';
import type { OrganizationAmended } from '../../record/entries.ts';
import type { Kind } from './kind.ts';

export const organizationAmended: Kind<OrganizationAmended> = {
	name: m.flow_kind_amended,
	detail: ({ two_person_rule }) => (two_person_rule ? m.flow_rule_on() : m.flow_rule_off()),
	badge: () => 'amended',
	text: ({ two_person_rule }) => (two_person_rule ? m.flow_amended_on() : m.flow_amended_off()),
	notices: {
		undecided: {
			line: () => m.told_rule_undecided(),
			more: () => [m.told_rule_until_then()],
			path: ({ slug }) => `/workspace/${slug}/members#rule`
		}
	}
};
