import { isFormKind } from '$lib/drafts/form-kinds.ts';

/** The kinds whose drafts have the pages that many kinds share. */
export const match = isFormKind;
