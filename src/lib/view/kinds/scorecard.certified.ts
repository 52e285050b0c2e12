import { m } from '../../paraglide/messages.js';
import type { ScorecardCertified } from '../../record/entries.ts';
import { quarterName } from '../shared/quarter.ts';
import type { Kind } from './kind.ts';

export const scorecardCertified: Kind<ScorecardCertified> = {
	name: m.certified_kind,
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
