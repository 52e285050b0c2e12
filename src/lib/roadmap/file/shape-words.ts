import type { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { checkOf } from '../../record/named-check.ts';
import { grade } from '../../record/parts.ts';
import { ADDRESS, NOT_BLANK, SHA256 } from '../../record/pattern.ts';
import { KEY_PATTERN } from '../../record/slug.ts';

const CHECKS: Record<string, () => string> = {
	text: m.form_bad_characters,
	day: m.form_day,
	web_address: m.form_web_address
};
const PATTERNS: Record<string, () => string> = {
	[String(NOT_BLANK)]: m.form_not_empty,
	[String(KEY_PATTERN)]: m.form_key,
	[String(ADDRESS)]: m.form_web_address,
	[String(SHA256)]: m.form_sha256
};

/**
 * What is wrong with a part of the record, in the words of a form, an import and the API; undefined where
 * the issue says nothing that all of them would say alike. The record itself has no words: this is the
 * `error` of whoever reads input.
 */
export function shapeWords(issue: z.core.$ZodRawIssue): string | undefined {
	switch (issue.code) {
		case 'custom':
			return CHECKS[checkOf(issue) ?? '']?.();
		case 'invalid_format':
			return PATTERNS[issue.pattern ?? '']?.();
		case 'invalid_value':
			return issue.inst === grade ? m.form_grade() : undefined;
		case 'too_big':
			if (issue.origin === 'string') return m.form_too_long({ limit: Number(issue.maximum) });
			if (issue.origin === 'array') return m.form_too_many({ limit: Number(issue.maximum) });
	}
}
