import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { getLocale } from '../../paraglide/runtime.js';
import { leaksIn } from '../../record/leaks.ts';
import { freeText } from '../../record/parts.ts';
import {
	blankEvidence,
	criterionNumbers,
	evidenceItem,
	isBlank,
	readEvidence,
	typedEvidence,
	type EvidenceRow,
	type EvidenceTyped
} from '../evidence/evidence-form.ts';
import type { Grade } from '../../record/vocabulary.ts';
import { gradeTyped, text } from '../form.ts';
import { contradictedBy } from './grade-claims.ts';
import { pastDay } from './goal-text.ts';
import { rowsOf } from '../rows.ts';
import {
	readUpdateTranslation,
	typedUpdateTranslation,
	updateTranslation,
	type UpdateTranslationTyped
} from './translation-form.ts';

/** The form of a progress update or of a correction. */

export type UpdateTyped = {
	effective_on: string;
	grade: string;
	narrative: string;
	/** Numbers, from 0, of the criteria that it claims as met; null where it does not say. */
	met: string[] | null;
	translation: UpdateTranslationTyped;
	evidence: EvidenceTyped[];
	/** The number of the revision whose criteria the form listed. */
	revision: string;
	/** The id that a new draft gets, so that sending it twice makes one; empty for a stored one. */
	draft: string;
	/** `updated_at` of the stored draft that the form was filled from; empty for a new one. */
	seen: string;
};

export function blankUpdate(today: string): UpdateTyped {
	return {
		effective_on: today,
		grade: '',
		narrative: '',
		met: null,
		translation: typedUpdateTranslation(null, getLocale()),
		evidence: [blankEvidence()],
		revision: '',
		draft: '',
		seen: ''
	};
}

/** An update as typed: a draft to go on with, or (without `seen`) a published one to correct. */
export function typedUpdate(
	row: {
		effective_on: string;
		grade: number;
		narrative: string;
		met?: number[] | null;
		translation: unknown;
		evidence: EvidenceRow[];
	},
	seen = ''
): UpdateTyped {
	return {
		effective_on: row.effective_on,
		grade: String(row.grade),
		narrative: row.narrative,
		met: row.met?.map(String) ?? null,
		translation: typedUpdateTranslation(row.translation, getLocale()),
		evidence: row.evidence.map(typedEvidence),
		revision: '',
		draft: '',
		seen
	};
}

export function readUpdate(form: FormData): UpdateTyped {
	return {
		effective_on: text(form, 'effective_on'),
		grade: text(form, 'grade'),
		narrative: text(form, 'narrative'),
		// Without a criterion ticked the form still says something: that none is met.
		met: form.has('says_met') ? form.getAll('met').map(String) : null,
		translation: readUpdateTranslation(form, getLocale()),
		evidence: rowsOf(form, 'evidence').map((row) => readEvidence(form, `evidence.${row}`)),
		revision: text(form, 'revision'),
		draft: text(form, 'draft'),
		// A person who was shown a newer stored version may choose to replace it.
		seen: text(form, form.has('replace') ? 'replace' : 'seen')
	};
}

/** The update with its criteria numbered from 1, as people read them. */
export function numbered(typed: UpdateTyped): UpdateTyped {
	const evidence = typed.evidence.map((item) => ({
		...item,
		criteria: item.criteria.map((index) => String(Number(index) + 1))
	}));
	const met = typed.met?.map((index) => String(Number(index) + 1)) ?? null;
	return { ...typed, met, evidence };
}

/** What limits the day: the goal's first, or the corrected update's; and the closing's, if any. */
export type DayLimits = { today: string; from: string; until: string | null };

/** `criteria` is how many the revision in force on the day has. */
export function updateForm({ today, from, until }: DayLimits, criteria: number) {
	const item = evidenceItem(criteria);
	const update = z.object({
		effective_on: pastDay(today)
			.refine((value) => value >= from, { error: () => m.form_not_before({ day: from }) })
			.refine((value) => until === null || value <= until, {
				error: () => m.form_not_after_closing({ day: until ?? '' })
			}),
		grade: gradeTyped,
		narrative: freeText,
		met: criterionNumbers(criteria).nullable().default(null),
		translation: updateTranslation,
		evidence: z
			.array(z.preprocess((row) => (isBlank(row as EvidenceTyped) ? null : row), item.nullable()))
			.superRefine((items, context) => {
				for (const { item, shownBy } of leaksIn(items)) {
					const message = m.form_redaction_leak({ number: shownBy + 1 });
					context.addIssue({ code: 'custom', path: [item, 'visibility'], message });
				}
			})
			.transform((items) => items.filter((each) => each !== null))
	});
	return update.superRefine(({ grade, met }, context) => {
		const contradiction = met && contradictedBy(grade as Grade, met.length, criteria);
		if (contradiction)
			context.addIssue({ code: 'custom', path: ['grade'], message: contradiction });
	});
}

export type UpdateDraft = z.output<ReturnType<typeof updateForm>>;
