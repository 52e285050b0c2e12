import { m } from '../paraglide/messages.js';
import { baseLocale, getLocale } from '../paraglide/runtime.js';

/** What the database's functions refuse with (`private.refuse`), by the stable code in `details`. */
export const REFUSALS: Record<string, () => string> = {
	answer_missing: m.reviews_refused_answer_missing,
	answer_transcribed: m.reviews_refused_answer_transcribed,
	answered_already: m.reviews_refused_answered_already,
	append_only: m.refusal_append_only,
	before_the_goal: m.refusal_before_the_goal,
	before_the_record: m.certify_refused_before_the_record,
	certified_alone: m.cert2_refused_alone,
	certified_already: m.certify_refused_certified_already,
	certified_reason_missing: m.certify_refused_certified_reason_missing,
	certified_statement_missing: m.certify_refused_certified_statement_missing,
	certified_the_same: m.certify_refused_certified_the_same,
	changed_meanwhile: m.refusal_changed_meanwhile,
	comment_missing: m.flow_refused_comment_missing,
	criteria_cited: m.refusal_criteria_cited,
	criterion_without_evidence: m.refusal_criterion_without_evidence,
	day_missing: m.refusal_day_missing,
	decline_unexplained: m.cert2_refused_decline_unexplained,
	draft_in_the_way: m.refusal_draft_in_the_way,
	drafts_added: m.sheet_refused_drafts_added,
	figures_changed: m.cert2_refused_figures_changed,
	future_day: m.refusal_future_day,
	goal_closed: m.refusal_goal_closed,
	goal_not_published: m.refusal_goal_not_published,
	invitation_expired: m.refusal_invitation_expired,
	invitation_for_another: m.refusal_invitation_for_another,
	invitation_revoked: m.refusal_invitation_revoked,
	invitation_spent: m.refusal_invitation_spent,
	invitation_unknown: m.refusal_invitation_unknown,
	last_leader: m.refusal_last_leader,
	material_missing: m.reviews_refused_material_missing,
	name_missing: m.certify_refused_name_missing,
	narrative_missing: m.refusal_narrative_missing,
	not_allowed: m.refusal_not_allowed,
	not_delivered: m.refusal_not_delivered,
	not_editable: m.refusal_not_editable,
	not_found: m.refusal_not_found,
	not_submitted: m.flow_refused_not_submitted,
	nothing_changed: m.refusal_nothing_changed,
	nothing_to_correct: m.certify_refused_nothing_to_correct,
	office_missing: m.certify_refused_office_missing,
	out_of_order: m.refusal_out_of_order,
	period_not_over: m.certify_refused_period_not_over,
	plan_outdated: m.refusal_plan_outdated,
	proposal_answered: m.cert2_refused_answered,
	proposal_certified: m.cert2_refused_certified,
	proposed_already: m.cert2_refused_proposed_already,
	proposer_left: m.cert2_refused_proposer_left,
	reason_missing: m.refusal_reason_missing,
	record_grew: m.certify_refused_record_grew,
	relation_missing: m.reviews_refused_relation_missing,
	review_statement_missing: m.reviews_refused_statement_missing,
	second_person_needed: m.flow_refused_second_person_needed,
	set_up_already: m.refusal_set_up_already,
	statement_missing: m.refusal_statement_missing,
	too_few_leaders: m.flow_refused_too_few_leaders,
	transcribed_record: m.certify_refused_transcribed_record,
	translation_unfinished: m.refusal_translation_unfinished,
	unknown_criterion: m.refusal_unknown_criterion,
	unknown_goal: m.refusal_unknown_goal,
	unknown_kind: m.refusal_unknown_kind,
	unknown_person: m.refusal_unknown_person,
	update_not_published: m.refusal_update_not_published,
	wrong_change: m.refusal_wrong_change,
	wrong_correction: m.refusal_wrong_correction,
	wrong_figures: m.certify_refused_wrong_figures,
	wrong_period: m.certify_refused_wrong_period,
	wrong_position: m.certify_refused_wrong_position,
	wrong_successors: m.refusal_wrong_successors
};

/**
 * A refusal in the language that is being read. English is the database's own sentence, which names
 * days and keys; in another language it is the code's, which holds for every case of it.
 */
export function refusal(code: string, sentence: string): string {
	if (getLocale() === baseLocale) return sentence;
	return (REFUSALS[code] ?? m.refusal_other)();
}
