import type { DraftKind } from './draft-kind.ts';
import type { FormKind } from './form-kind.ts';
import { checkForm } from './kinds/check-form.ts';
import { judgementForm } from './kinds/judgement-form.ts';
import { revisionReviewForm } from './kinds/revision-review-form.ts';

/** The kinds whose drafts have the pages that many kinds share. */
export const FORM_KINDS = {
	'condition.judged': judgementForm,
	'revision.reviewed': revisionReviewForm,
	'record.checked': checkForm
} as const satisfies Partial<Record<DraftKind, FormKind>>;
export type FormKindName = keyof typeof FORM_KINDS;

export const isFormKind = (kind: string): kind is FormKindName => Object.hasOwn(FORM_KINDS, kind);
