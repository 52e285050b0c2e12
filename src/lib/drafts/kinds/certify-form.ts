import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { scorecardCertified } from '../../record/entries.ts';
import { day, fullText, quarter, shortText } from '../../record/parts.ts';
import { lastDayOf } from '../../record/quarter.ts';
import { text } from '../form.ts';
import { optional, pastDay } from './goal-text.ts';

/** The form of a certified scorecard of a quarter, and its draft. */

export type CertifyTyped = {
	period: string;
	effective_on: string;
	name: string;
	office: string;
	statement: string;
	/** Why a quarter is certified again; blank for one that was not certified before. */
	reason: string;
	/** The draft's id, of a new one too, and the version that was edited; blank for a new one. */
	draft: string;
	seen: string;
};

export function blankCertification(start: {
	draft: string;
	period: string;
	today: string;
	name: string;
	office: string;
}): CertifyTyped {
	const { today, ...typed } = start;
	return { ...typed, effective_on: today, statement: '', reason: '', seen: '' };
}

export function readCertification(form: FormData): CertifyTyped {
	return {
		period: text(form, 'period'),
		effective_on: text(form, 'effective_on'),
		name: text(form, 'name'),
		office: text(form, 'office'),
		statement: text(form, 'statement'),
		reason: text(form, 'reason'),
		draft: text(form, 'draft'),
		// A person who was shown a newer stored version may choose to replace it.
		seen: text(form, form.has('replace') ? 'replace' : 'seen')
	};
}

const said = z.string().catch('');
/** What a draft says, whatever is stored: what is missing or of another shape is blank. */
const draftFacts = z.object({
	period: quarter.or(z.literal('')).catch(''),
	effective_on: day.catch(''),
	certifier: z.object({ name: said, office: said }).catch({ name: '', office: '' }),
	statement: said,
	figures: scorecardCertified.shape.figures.nullable().catch(null),
	corrects: z.int().nullable().catch(null),
	reason: said
});
const blank = draftFacts.parse({});
export const certificationOf = (facts: unknown) => draftFacts.catch(blank).parse(facts);
export type CertificationFacts = ReturnType<typeof certificationOf>;

/** The form as it was filled in for a draft. */
export function certificationTyped(draft: {
	id: string;
	updated_at: string;
	facts: unknown;
}): CertifyTyped {
	const { period, effective_on, certifier, statement, reason } = certificationOf(draft.facts);
	const typed = { period, effective_on, ...certifier, statement, reason };
	return { ...typed, draft: draft.id, seen: draft.updated_at };
}

/** A quarter that may be certified, and the day that its certified scorecard was certified on, if any. */
export type Choice = { period: string; certified_on: string | null };

export function certifyForm({ today, choices }: { today: string; choices: readonly Choice[] }) {
	const chosen = (period: string) => choices.find((choice) => choice.period === period);
	return z
		.object({
			period: z.string().refine((period) => chosen(period), {
				error: () => m.certify_error_period()
			}),
			effective_on: pastDay(today),
			name: shortText,
			office: shortText,
			statement: fullText,
			reason: optional(fullText)
		})
		.superRefine(({ period, effective_on, reason }, context) => {
			const choice = chosen(period);
			if (!choice) return;
			const refuse = (path: string, message: string) =>
				context.addIssue({ code: 'custom', path: [path], message });
			const { certified_on } = choice;
			if (effective_on <= lastDayOf(period))
				refuse('effective_on', m.certify_error_not_over({ day: lastDayOf(period) }));
			else if (certified_on !== null && effective_on < certified_on)
				refuse('effective_on', m.certify_error_before({ day: certified_on }));
			if (certified_on !== null && reason === null) refuse('reason', m.certify_error_reason());
		})
		.transform((certification) => ({
			...certification,
			// What was typed for a quarter that was chosen before is not meant.
			reason: chosen(certification.period)?.certified_on == null ? null : certification.reason
		}));
}

export type Certification = z.output<ReturnType<typeof certifyForm>>;

/** What the fields are called, beside them and in the summary of errors. */
export function certifyLabels(): Record<Exclude<keyof CertifyTyped, 'draft' | 'seen'>, string> {
	return {
		period: m.certify_label_period(),
		effective_on: m.certify_label_day(),
		name: m.certify_label_name(),
		office: m.certify_label_office(),
		statement: m.certify_label_statement(),
		reason: m.certify_label_reason()
	};
}
