import { fail } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import { gradedOn } from '../../record/as-of.ts';
import { carryOver } from '../../drafts/evidence/carry-over.ts';
import { correctsNothing } from '../../drafts/readiness/empty-correction.ts';
import { blankEvidence, evidenceRow, typedEvidence } from '../../drafts/evidence/evidence-form.ts';
import { check, text, type Checked } from '../../drafts/form.ts';
import { withGiven, type Given } from '../../drafts/evidence/take-over.ts';
import {
	dated,
	dayLimits,
	gradedBy,
	lastPublished,
	updateProblems
} from '../../drafts/readiness/readiness.ts';
import { rowCriteria } from '../../drafts/row-text.ts';
import { changeRows } from '../../drafts/rows.ts';
import { claimOf } from '../../drafts/kinds/update-entry.ts';
import {
	readUpdate,
	updateForm,
	type UpdateDraft,
	type UpdateTyped
} from '../../drafts/kinds/update-form.ts';
import type { Client } from '../backend/backend.ts';
import { takeFiles } from '../files/form-files.ts';
import { action } from '../http/form.ts';
import { show } from './show.ts';
import type { Member } from '../people/session.ts';
import { today } from '../record/today.ts';
import { goalTitle, type Goal } from './goals.ts';
import { find, type Update } from './updates.ts';

/** What the pages that write an update have in common. */

type Asked = { client: Client; member: Member; goal: Goal };

/** What the form is drawn from; `corrected` is the update that it corrects, if any. */
export function updateContext(goal: Goal, corrected: Update | undefined) {
	return {
		goal: { key: goal.key, title: goalTitle(goal) },
		revisions: dated(goal.revisions).map((revision) => ({
			number: revision.number,
			effective_on: revision.effective_on,
			criteria: revision.criteria,
			/** The criteria in the language that is read. */
			told: rowCriteria(revision)
		})),
		corrects: corrected ? { key: corrected.key ?? '', day: corrected.effective_on } : null
	};
}

/** The evidence of the goal's last published update; null where there is none. A correction has its own. */
export async function givenBefore(
	{ client, member, goal }: Asked,
	corrected?: Update
): Promise<Given | null> {
	const last = corrected ? undefined : lastPublished(goal.updates);
	const update = last && (await find(client, member.organization.id, last.id));
	if (!update?.evidence.length) return null;
	return {
		day: update.effective_on,
		criteria: gradedBy(update, goal)?.criteria ?? [],
		items: update.evidence.map(typedEvidence)
	};
}

/** The form with the number of the revision whose criteria it lists. */
export function withRevision(typed: UpdateTyped, goal: Goal, corrected: Update | undefined) {
	return { ...typed, revision: String(graded(typed, goal, corrected)?.number ?? '') };
}

/**
 * Checks what was typed. The day may put another revision in force than the form listed (it can follow
 * the day only with JavaScript): what was ticked is carried over by its text, and where a criterion is
 * gone, the form comes back to be looked at.
 */
export function checkUpdate(
	submitted: UpdateTyped,
	goal: Goal,
	corrected: Update | undefined
): { typed: UpdateTyped; checked: Checked<UpdateDraft> } {
	const revision = graded(submitted, goal, corrected);
	const listed = goal.revisions.find(({ number }) => String(number) === submitted.revision);
	const criteria = revision?.criteria ?? [];
	let typed = submitted;
	let lost = false;
	if (revision && listed && revision.number !== listed.number) {
		const evidence = submitted.evidence.map((item) => {
			const picked = carryOver(item.criteria, listed.criteria, criteria);
			lost ||= picked.length < item.criteria.length;
			return { ...item, criteria: picked };
		});
		const met = submitted.met && carryOver(submitted.met, listed.criteria, criteria);
		lost ||= (met?.length ?? 0) < (submitted.met?.length ?? 0);
		typed = { ...submitted, met, evidence, revision: String(revision.number) };
	}
	const checked = check(updateForm(dayLimits(goal, corrected, today()), criteria.length), typed);
	if (!lost) return { typed, checked: corrected ? refuseEmpty(checked, corrected) : checked };
	const message = m.form_other_revision({ number: revision?.number ?? 0 });
	const errors = checked.ok ? {} : checked.errors;
	return { typed, checked: { ok: false, errors: { effective_on: message, ...errors } } };
}

/** What was typed, with the files that came along without JavaScript; the errors are of those. */
export function readTaking(form: FormData, client: Client, member: Member) {
	return takeFiles(client, member, form, readUpdate(form));
}

/** What the form of an update asks of the server short of storing it; `require` lets in who may fill it in. */
export function formActions(require: () => Promise<Asked>) {
	return {
		attach: action(require, async ({ client, member }, form) => {
			const taken = await readTaking(form, client, member);
			return taken.errors[''] ? fail(422, taken) : taken;
		}),
		rows: action(require, (_, form) => {
			const typed = readUpdate(form);
			const evidence = changeRows(typed.evidence, text(form, 'rows'), blankEvidence);
			return { typed: { ...typed, evidence }, errors: {} };
		}),
		take_over: action(require, async (asked, form) => {
			const { typed, errors } = await readTaking(form, asked.client, asked.member);
			const given = await givenBefore(asked);
			const listed = asked.goal.revisions.find(({ number }) => String(number) === typed.revision);
			if (!given) return { typed, errors };
			const evidence = withGiven(typed.evidence, given, listed?.criteria ?? []);
			return { typed: { ...typed, evidence }, errors };
		}),
		show: action(require, (_, form) => show(readUpdate(form), 'narrative'))
	};
}

/** What stands in the way of handing the draft to the leaders, as one message; null where nothing does. */
export function notReady(
	draft: UpdateDraft,
	goal: Goal,
	corrected: Update | undefined
): string | null {
	const evidence = draft.evidence.map(evidenceRow);
	const ids = { id: '', corrects_id: corrected?.id ?? null, published_seq: null };
	const problems = updateProblems({ ...draft, ...ids, evidence }, corrected, goal, today());
	return problems.length > 0 ? m.flow_problem({ problem: problems.join(' ') }) : null;
}

/** A correction has to say something else than what it corrects. */
function refuseEmpty(checked: Checked<UpdateDraft>, corrected: Update): Checked<UpdateDraft> {
	if (!checked.ok) return checked;
	const evidence = checked.value.evidence.map(evidenceRow);
	return correctsNothing(claimOf({ ...checked.value, evidence }), claimOf(corrected))
		? { ok: false, errors: { '': m.form_nothing_corrected() } }
		: checked;
}

function graded(typed: UpdateTyped, goal: Goal, corrected: Update | undefined) {
	if (corrected) return gradedBy(corrected, goal);
	return gradedOn(dated(goal.revisions), typed.effective_on);
}
