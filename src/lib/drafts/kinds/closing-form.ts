import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { fullText } from '../../record/parts.ts';
import { CLOSED_AS } from '../../record/vocabulary.ts';
import { choice, text } from '../form.ts';
import { pastDay } from './goal-text.ts';

/** The form that closes a goal. It has no draft: it is previewed, then published. */

export type ClosingTyped = {
	as: string;
	reason: string;
	effective_on: string;
	/** Ids of the goals that carry on. */
	successors: string[];
};

export function blankClosing(today: string): ClosingTyped {
	return { as: '', reason: '', effective_on: today, successors: [] };
}

export function readClosing(form: FormData): ClosingTyped {
	return {
		as: text(form, 'as'),
		reason: text(form, 'reason'),
		effective_on: text(form, 'effective_on'),
		successors: form.getAll('successors').map(String)
	};
}

/** What may succeed the goal: `from` is the day that a published one took effect, null for a draft. */
export type Candidate = { id: string; title: string; from: string | null; complete: boolean };

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
			successors: z.array(z.string())
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
			for (const id of successors) {
				const goal = candidates.find((candidate) => candidate.id === id);
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
