import { m } from '../../paraglide/messages.js';
import type { Grade } from '../../record/vocabulary.ts';

/** What the grades mean for the criteria that an update claims as met; see scoring.md, “Terms”. */

/** The grade that the definitions give for so many criteria met; null where they leave it open. */
export function proposedGrade(met: number, criteria: number): Grade | null {
	if (criteria === 0 || met === 0) return null;
	if (met === criteria) return 4;
	return met > criteria / 2 ? 3 : 2;
}

/** Why a grade cannot stand beside so many criteria met, to be read after its label; null where it can. */
export function contradictedBy(grade: Grade, met: number, criteria: number): string | null {
	if (criteria === 0) return null;
	if (grade === 4 && met < criteria) return m.form_grade_unmet({ met, count: criteria });
	if (grade <= 1 && met > 0) return m.form_grade_met({ count: met });
	return null;
}
