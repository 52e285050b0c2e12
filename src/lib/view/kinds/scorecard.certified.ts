import { m } from '../../paraglide/messages.js';
import type { ScorecardCertified } from '../../record/entries.ts';
import { quarterName } from '../shared/quarter.ts';
import type { DraftedKind } from './kind.ts';

export const scorecardCertified: DraftedKind<ScorecardCertified> = {
	name: m.certified_kind,
	draft: (of) => m.draft_name_scorecard({ of }),
	detail: ({ period }) => quarterName(period),
	badge: () => 'certified',
	text: ({ period, certifier, reason }) => {
		const said = { quarter: quarterName(period), ...certifier };
		return reason === undefined
			? m.certified_log_first(said)
			: m.certified_log_again({ ...said, reason });
	},
	path: ({ period }) => `/certified/${period}`,
	event: () => 'certified'
};
