import { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { fullText, shortText } from '../../record/parts.ts';
import type { FormKind } from '../form-kind.ts';
import { addressLines, typedLines } from '../lines.ts';
import { pastDay } from './goal-text.ts';

const said = z.string().catch('');
const stored = z.object({
	effective_on: said,
	by: said,
	sources: z.unknown().optional(),
	statement: said
});
const nothing = stored.parse({});

/** The form in which a transcriber says that the sources were read. */
export const checkForm: FormKind = {
	by: 'leader',
	of: [],
	blank: (today) => ({ effective_on: today, by: '', sources: '', statement: '' }),
	typed: (facts) => {
		const { sources, ...texts } = stored.catch(nothing).parse(facts);
		return { ...texts, sources: typedLines(sources) };
	},
	form: (today) =>
		z.object({
			effective_on: pastDay(today),
			by: shortText,
			sources: addressLines.pipe(
				z
					.array(z.string())
					.min(1, { error: () => m.form_needed() })
					.max(100, { error: () => m.check_most_sources() })
			),
			statement: fullText
		}),
	labels: () => ({
		effective_on: m.check_label_day(),
		by: m.check_label_by(),
		sources: m.check_label_sources(),
		statement: m.check_label_statement()
	})
};
