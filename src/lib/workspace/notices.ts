/** What a page says after a redirect. The address carries only the name: a link cannot put words here. */
export const NOTICES = {
	welcome: 'Welcome.',
	'draft-saved': 'The draft is saved.',
	'goal-deleted': 'The draft goal is deleted.',
	'revision-discarded': 'The draft revision is discarded.',
	'update-deleted': 'The draft update is deleted.'
} as const;

/** The notice that an address names; null for none and for unknown names. */
export function notice(name: string | null): string | null {
	return name !== null && Object.hasOwn(NOTICES, name)
		? NOTICES[name as keyof typeof NOTICES]
		: null;
}
