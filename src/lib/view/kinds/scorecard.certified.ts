import { m } from '../../paraglide/messages.js';
import type { ScorecardCertified } from '../../record/entries.ts';
import { quarterName } from '../shared/quarter.ts';
import type { DraftedKind } from './kind.ts';
import type { DraftRef, Told } from './told.ts';

const page = ({ id }: DraftRef) => `/certify/${id}`;
const quarterOf = ({ subject }: DraftRef) =>
	subject === '' ? m.cert2_no_quarter() : quarterName(subject);
const told = ({ who, draft }: Told) => ({ who, quarter: quarterOf(draft!) });
const proposal = ({ slug, draft }: Told) => `/workspace/${slug}${page(draft!)}`;

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
	event: () => 'certified',
	onItsWay: { name: (draft) => m.cert2_named({ quarter: quarterOf(draft) }), page },
	notices: {
		submitted: { line: (each) => m.told_scorecard_submitted(told(each)), path: proposal },
		returned: { line: (each) => m.told_scorecard_returned(told(each)), path: proposal },
		published: {
			line: (each) => m.told_scorecard_published(told(each)),
			path: ({ slug, draft }) => `/${slug}/certified/${draft!.subject}`
		}
	}
};
