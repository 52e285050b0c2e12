import { m } from '$lib/paraglide/messages.js';

type Section = { path: string; label: string };
export type SectionGroup = { name: 'work' | 'people' | 'settings'; sections: Section[] };

/** The sections of the workspace that a role may use, in groups; paths stand below the workspace's address. */
export function sectionGroups(role: string): SectionGroup[] {
	const leads = role === 'leader';
	const reviews = role === 'reviewer';
	const when = (shown: boolean, path: string, label: string) => (shown ? [{ path, label }] : []);
	return [
		{
			name: 'work',
			sections: [
				{ path: '', label: m.inbox_title() },
				...when(!reviews, '/sheet', m.sheet_nav()),
				...when(leads, '/certify', m.certify_nav()),
				...when(!reviews, '/activity', m.teams_activity())
			]
		},
		{
			name: 'people',
			sections: [
				{ path: '/teams', label: m.teams_nav() },
				...when(leads, '/members', m.ws_members())
			]
		},
		{
			name: 'settings',
			sections: [
				{ path: '/notices', label: m.mail_nav() },
				...when(!reviews, '/tokens', m.tokens_nav()),
				...when(leads, '/import', m.ws_import())
			]
		}
	];
}

/** Whether a page stands in a group: what no other group names is work. */
export function isWithin(group: SectionGroup, groups: readonly SectionGroup[], path: string) {
	const names = ({ sections }: SectionGroup) =>
		sections.some((section) => section.path && `${path}/`.startsWith(`${section.path}/`));
	return group.name === 'work' ? !groups.slice(1).some(names) : names(group);
}
