import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { day, fullText } from '../../record/parts.ts';
import { CLOSED_AS } from '../../record/vocabulary.ts';
import { choice, text } from '../form.ts';
import { pastDay } from './goal-text.ts';

/** The form that closes a goal, and its draft. */

export type ClosingTyped = {
	as: string;
	reason: string;
	effective_on: string;
	/** Keys of the goals that carry on. */
	successors: string[];
	/** The draft's id, of a new one too, and the version that was edited; blank for a new one. */
	draft: string;
	seen: string;
};

export function blankClosing(today: string, draft: string): ClosingTyped {
	return { as: '', reason: '', effective_on: today, successors: [], draft, seen: '' };
}

export function readClosing(form: FormData): ClosingTyped {
	return {
		as: text(form, 'as'),
		reason: text(form, 'reason'),
		effective_on: text(form, 'effective_on'),
		successors: form.getAll('successors').map(String),
		draft: text(form, 'draft'),
		// A person who was shown a newer stored version may choose to replace it.
		seen: text(form, form.has('replace') ? 'replace' : 'seen')
	};
}

const said = z.string().catch('');
/** What a draft says, whatever is stored: what is missing or of another shape is blank. */
const draftFacts = z.object({
	goal: said,
	as: z.enum(CLOSED_AS).or(z.literal('')).catch(''),
	reason: said,
	effective_on: day.catch(''),
	successors: z.array(z.string()).max(1_000).catch([])
});
const blank = draftFacts.parse({});
export const closingOf = (facts: unknown) => draftFacts.catch(blank).parse(facts);

/** The form as it was filled in for a draft. */
export function closingTyped(draft: { id: string; updated_at: string; facts: unknown }) {
	const { as, reason, effective_on, successors } = closingOf(draft.facts);
	const typed: ClosingTyped = {
		as,
		reason,
		effective_on,
		successors,
		draft: draft.id,
		seen: draft.updated_at
	};
	return typed;
}

/** What may succeed the goal: `from` is the day that a published one took effect, null for a draft. */
export type Candidate = { key: string; title: string; from: string | null; complete: boolean };

/** What the goal allows: `after` is the day of its last revision or update. */
export type ClosingLimits = {
	today: string;
	after: string;
	/** Whether an update of grade 4 stands on a day. */
	deliveredBy: (day: string) => boolean;
	/** All that may succeed the goal. */
	candidates: readonly Candidate[];
};

export function closingForm({ today, after, deliveredBy, candidates }: ClosingLimits) {
	return z
		.object({
			as: choice(CLOSED_AS),
			reason: fullText,
			effective_on: pastDay(today).refine((value) => value >= after, {
				error: () => m.form_not_before_last({ day: after })
			}),
			successors: z.array(z.string()).max(1_000)
		})
		.transform((closing) => ({
			...closing,
			// The boxes are hidden for the other two kinds, so what is ticked in them is not meant.
			successors: hasSuccessors(closing.as) ? closing.successors : []
		}))
		.superRefine(({ as, successors, effective_on }, context) => {
			const refuse = (message: string) =>
				context.addIssue({ code: 'custom', path: ['successors'], message });
			if (as === 'delivered' && !deliveredBy(effective_on))
				context.addIssue({
					code: 'custom',
					path: ['as'],
					message: m.form_not_delivered()
				});
			if (as === 'superseded' && successors.length !== 1) refuse(m.form_one_successor());
			if (as === 'split' && successors.length < 2) refuse(m.form_two_successors());
			for (const key of successors) {
				const goal = candidates.find((candidate) => candidate.key === key);
				if (!goal) refuse(m.form_from_list());
				else if (goal.from !== null && goal.from !== effective_on)
					refuse(m.form_successor_day({ title: goal.title, day: goal.from }));
				else if (!goal.complete) refuse(m.form_successor_incomplete({ title: goal.title }));
			}
		});
}

export function hasSuccessors(as: string): boolean {
	return as === 'superseded' || as === 'split';
}

export type Closing = z.output<ReturnType<typeof closingForm>>;
