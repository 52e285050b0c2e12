import { OWN_NAMES } from '../../locale.ts';
import { m } from '../../paraglide/messages.js';
import type { EvidenceItem } from '../../record/entries.ts';
import type { UpdateTranslation } from '../../record/parts.ts';
import type { Grade } from '../../record/vocabulary.ts';
import type { UpdateEntry } from '../../drafts/kinds/update-entry.ts';
import { withoutNulls } from '../../drafts/without-nulls.ts';
import { longDay } from '../shared/day.ts';
import { lineDiff, wordDiff, type DiffPart } from '../shared/diff.ts';
import { replaced } from '../goal/revisions.ts';
import type { ChangedPart } from '../shared/diff.ts';
import { evidenceView } from '../goal/updates.ts';
import { gradeName } from '../shared/words.ts';

/** What the entry of an update would have said when a leader returned it, as the database kept it. */
export type ReturnedVersion = {
	effective_on: string;
	/** Null where no revision of the goal was in force on the day. */
	revision: number | null;
	grade: number;
	narrative: string;
	/** Null where it did not say; absent in what was kept before updates could. */
	met?: number[] | null;
	translation: UpdateTranslation | null;
	/** What an item does not have is null. */
	evidence: { [name in keyof EvidenceItem]: EvidenceItem[name] | null }[];
};

/**
 * What was changed in an update since it was returned, part by part, of all that its entry makes public;
 * empty where nothing was. `is` is what the entry would say now.
 */
export function sinceReturned(was: ReturnedVersion, is: UpdateEntry): ChangedPart[] {
	const parts: { name: string; parts: DiffPart[] | null }[] = [
		{
			name: m.form_label_day(),
			parts: replaced(longDay(was.effective_on), longDay(is.effective_on))
		},
		{
			name: m.flow_since_revision(),
			parts: replaced(`${was.revision ?? is.revision}`, `${is.revision}`)
		},
		{
			name: m.form_label_grade(),
			parts: replaced(gradeName(was.grade as Grade), gradeName(is.grade))
		},
		{ name: m.form_label_met(), parts: metDiff(was.met, is.met) },
		{ name: m.form_label_narrative(), parts: wordDiff(was.narrative, is.narrative) },
		{
			name: m.translation_narrative(),
			parts: wordDiff(translated(was.translation), translated(is.translation))
		},
		{
			name: m.ws_evidence(),
			parts: lineDiff(
				was.evidence.flatMap((item) => inWords(withoutNulls<EvidenceItem>(item))),
				is.evidence.flatMap(inWords)
			)
		}
	];
	return parts.flatMap(({ name, parts }) =>
		parts?.some(({ change }) => change !== 'same') ? [{ name, parts }] : []
	);
}

/** A criterion a line; of what was kept before nothing is known. */
function metDiff(was: number[] | null | undefined, is: number[] | undefined): DiffPart[] | null {
	if (was === undefined) return null;
	const inLines = (met: number[] | null | undefined) =>
		(met ?? []).map((index) => m.goal_criterion_number({ number: index + 1 }));
	return lineDiff(inLines(was), inLines(is));
}

/** With the language first, which may be all that was changed. */
const translated = (translation: UpdateTranslation | null | undefined) =>
	translation ? `${OWN_NAMES[translation.language]}\n${translation.narrative}` : '';

/** All that is public of an evidence item, a fact a line. */
function inWords(item: EvidenceItem): string[] {
	const { kind, title, url, archived_url, sha256, file, redacted, redaction, supports } =
		evidenceView(item, []);
	const criteria = supports.map(({ number }) => m.goal_criterion_number({ number }));
	return [
		m.flow_since_item({ kind, title }),
		redacted ? m.badge_redacted() : null,
		redaction
			? m.goal_evidence_withheld({
					reason: m.redaction_word({ category: redaction.category }),
					description: redaction.description
				})
			: null,
		url,
		archived_url ? m.flow_since_archived({ url: archived_url }) : null,
		file ? file.name : null,
		sha256 ? m.flow_since_hash({ hash: sha256 }) : null,
		criteria.length > 0
			? m.flow_since_supports({ criteria: criteria.join(m.list_comma()) })
			: m.goal_evidence_names_none()
	].filter((line) => line !== null);
}
