import type { Component } from 'svelte';
import CheckFields from '$lib/components/kinds/CheckFields.svelte';
import CheckView from '$lib/components/kinds/CheckView.svelte';
import JudgementFields from '$lib/components/kinds/JudgementFields.svelte';
import JudgementView from '$lib/components/kinds/JudgementView.svelte';
import RevisionReviewFields from '$lib/components/kinds/RevisionReviewFields.svelte';
import RevisionReviewView from '$lib/components/kinds/RevisionReviewView.svelte';
import type { FormErrors } from '$lib/drafts/form.ts';
import type { DraftTyped, Texts } from '$lib/drafts/form-kind.ts';
import type { FormKindName } from '$lib/drafts/form-kinds.ts';
import type { EntryOf, Unrecorded } from '$lib/record/entries.ts';
import type { ChangedPart } from '$lib/view/shared/diff.ts';

/** How drafts of each kind are filled in, and how their entries will read. */

/** What a draft is of; see DraftPage in view/kinds. */
export type About = {
	title: string;
	note: string;
	publish: string;
	goal: { key: string; title: string } | null;
	texts: { name: string; text: string }[];
	parts: ChangedPart[];
};

type FieldsProps = { typed: DraftTyped; errors: FormErrors; labels: Texts };

export const FIELDS = {
	'condition.judged': JudgementFields,
	'revision.reviewed': RevisionReviewFields,
	'record.checked': CheckFields
} satisfies Record<FormKindName, Component<FieldsProps, object, 'typed'>>;

export const VIEWS: {
	[K in FormKindName]: Component<{ entry: Unrecorded<EntryOf<K>> }>;
} = {
	'condition.judged': JudgementView,
	'revision.reviewed': RevisionReviewView,
	'record.checked': CheckView
};
