import type { z } from 'zod';
import { m } from '../../paraglide/messages.js';
import { isSeen } from '../../record/characters.ts';
import { isDay } from '../../record/day.ts';
import { checkOf } from '../../record/named-check.ts';
import { grade } from '../../record/parts.ts';
import { ADDRESS, BEGINS_AN_ADDRESS, NOT_BLANK, SHA256 } from '../../record/pattern.ts';
import { KEY_PATTERN } from '../../record/slug.ts';
import { endOf, unseenWords, unseenWordsOfCode } from './unseen-words.ts';

const CHECKS: Record<string, (value: string) => string | undefined> = {
	text: (value) => unstorable(value) ?? unseenWords(value),
	filled_text: filledWords,
	source: (value) => filledWords(value) ?? unseenWordsOfCode(value),
	day: (value) => unseenWordsOfCode(value) ?? (isDay(value) ? m.form_day_far() : m.form_day()),
	web_address: (value) => unstorable(value) ?? unseenWordsOfCode(value) ?? addressWords(value)
};

/** Of an address that begins as one it is not said that it does not. */
function addressWords(value: string): string {
	if (!BEGINS_AN_ADDRESS.test(value)) return m.form_web_address();
	const at = value.search(/\s/);
	if (at === -1) return m.form_address_host();
	const before = endOf(value, at);
	return /[^\S\t\n\v\f\r\u2028\u2029]/.test(value[at]!)
		? m.form_address_space({ before })
		: m.form_address_break({ before });
}

const unstorable = (value: string) =>
	value.includes('\0') || !value.isWellFormed() ? m.form_bad_characters() : undefined;

/** What is made of nothing that can be seen is empty. */
function filledWords(value: string): string | undefined {
	return unstorable(value) ?? (isSeen(value) ? unseenWords(value) : m.form_not_empty());
}

const PATTERNS: Record<string, () => string> = {
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
			return CHECKS[checkOf(issue) ?? '']?.(issue.input as string);
		case 'invalid_format':
			if (issue.pattern === String(NOT_BLANK)) return m.form_not_empty();
			return unseenWordsOfCode(issue.input) ?? PATTERNS[issue.pattern ?? '']?.();
		case 'invalid_value':
			return unseenWordsOfCode(issue.input) ?? (issue.inst === grade ? m.form_grade() : undefined);
		case 'too_big':
			if (issue.origin === 'string') return m.form_too_long({ limit: Number(issue.maximum) });
			if (issue.origin === 'array') return m.form_too_many({ limit: Number(issue.maximum) });
	}
}
