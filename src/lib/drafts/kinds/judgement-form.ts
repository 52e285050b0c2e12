import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { fullText, key, source } from '../../record/parts.ts';
import { CONDITION_STATES } from '../../record/vocabulary.ts';
import { choice } from '../form.ts';
import type { FormKind } from '../form-kind.ts';
import { linkLines, typedLinks } from '../lines.ts';
import { pastDay } from './goal-text.ts';

const said = z.string().catch('');
const stored = z.object({
	goal: said,
	effective_on: said,
	state: said,
	statement: said,
	evidence: z.unknown().optional(),
	source: said
});
const nothing = stored.parse({});

/** The form in which leaders judge whether a conditional goal's condition is met. */
export const judgementForm: FormKind = {
	by: 'leader',
	of: ['goal'],
	blank: (today) => ({ effective_on: today, state: '', statement: '', evidence: '', source: '' }),
	typed: (facts) => {
		const { evidence, ...texts } = stored.catch(nothing).parse(facts);
		return { ...texts, evidence: typedLinks(evidence) };
	},
	form: (today) =>
		z
			.object({
				goal: key,
				effective_on: pastDay(today),
				state: choice(CONDITION_STATES),
				statement: fullText,
				evidence: linkLines,
				source: source.or(z.literal(''))
			})
			.transform(({ source, ...facts }) => (source === '' ? facts : { ...facts, source })),
	labels: () => ({
		effective_on: m.judged_label_day(),
		state: m.judged_label_state(),
		statement: m.judged_label_statement(),
		evidence: m.judged_label_evidence(),
		source: m.judged_label_source()
	})
};
