import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { updateEntry } from '../../drafts/kinds/update-entry.ts';
import { wordDiff } from '../shared/diff.ts';
import { sinceReturned, type ReturnedVersion } from './since-returned.ts';

const row = {
	kind: 'link',
	visibility: 'public',
	title: 'Signing log',
	url: 'https://lab.example/log',
	archived_url: null as string | null,
	sha256: null,
	criteria: [0],
	redaction_category: null as string | null,
	redaction_description: null as string | null
};
const update = {
	effective_on: '2026-03-01',
	grade: 2,
	narrative: 'Two systems sign.',
	translation: null as { language: string; narrative: string } | null,
	evidence: [row]
};
const version: ReturnedVersion = {
	effective_on: '2026-03-01',
	revision: 1,
	grade: 2,
	narrative: 'Two systems sign.',
	translation: null,
	evidence: [
		{
			kind: 'link',
			visibility: 'public',
			title: 'Signing log',
			url: 'https://lab.example/log',
			archived_url: null,
			sha256: null,
			criteria: [0],
			redaction: null
		}
	]
};
/** The parts that were changed, each as it was marked: [-removed-], {+added+}. */
const changes = (is: Partial<typeof update>, revision = 1) =>
	Object.fromEntries(
		sinceReturned(version, updateEntry('a', { ...update, ...is }, revision)).map(
			({ name, parts }) => [
				name,
				parts
					.map(({ text, change }) => {
						if (change === 'same') return text;
						return change === 'added' ? `{+${text}+}` : `[-${text}-]`;
					})
					.join('')
			]
		)
	);

test('an update that nobody touched was not changed', () => {
	expect(changes({})).toEqual({});
});

test('what is claimed as met is part of it, but for what was kept before it could be', () => {
	const is = updateEntry('a', { ...update, met: [1] }, 1);
	const told = (was: ReturnedVersion) => sinceReturned(was, is).map(({ name }) => name);
	expect(told({ ...version, met: [0, 1] })).toEqual(['Criteria that are met']);
	expect(told({ ...version, met: null })).toEqual(['Criteria that are met']);
	expect(told({ ...version, met: [1] })).toEqual([]);
	expect(told(version)).toEqual([]);
});

test('short facts read whole, and the narrative word by word', () => {
	expect(
		changes({ effective_on: '2026-03-02', grade: 3, narrative: 'Three systems sign.' }, 2)
	).toEqual({
		Day: '[-1 March 2026-] {+2 March 2026+}',
		'Revision that is graded': '[-1-] {+2+}',
		Grade: '[-Partly delivered-] {+Substantially delivered+}',
		Narrative: '[-Two-]{+Three+} systems sign.'
	});
});

test('a translation that was added shows whole, with its language', () => {
	const translation = { language: 'zh', narrative: '两个系统已签名。' };
	expect(changes({ translation })).toEqual({
		'Narrative, translated': '{+简体中文\n两个系统已签名。+}'
	});
});

test('of evidence it shows what was added, removed and changed, to the criteria', () => {
	const archived_url = 'https://archive.example/log';
	expect(changes({ evidence: [{ ...row, archived_url, criteria: [0, 1] }] })).toEqual({
		Evidence:
			'• Signing log (link)\nhttps://lab.example/log\n[-Supports criterion 1-]\n{+Archived copy: https://archive.example/log\nSupports criterion 1, criterion 2+}'
	});
	expect(changes({ evidence: [] })).toEqual({
		Evidence: '[-• Signing log (link)\nhttps://lab.example/log\nSupports criterion 1-]'
	});
});

test('of evidence it tells in Chinese without a space before the bracket', () => {
	overwriteGetLocale(() => 'zh');
	const changed = JSON.stringify(changes({ evidence: [] }));
	overwriteGetLocale(() => 'en');
	expect(changed).toContain('• Signing log（链接）');
});

test('of an item that is redacted now it tells the reason and not the address', () => {
	const redacted = {
		...row,
		visibility: 'redacted',
		url: 'https://lab.example/secret',
		redaction_category: 'public_safety',
		redaction_description: 'It names the keys.'
	};
	const { Evidence } = changes({ evidence: [redacted] });
	expect(Evidence).toContain('It names the keys.');
	expect(Evidence).not.toContain('secret');
});

property.prop([fc.string(), fc.string()])(
	'a narrative shows as changed where it says anything else',
	(was, is) => {
		const found = sinceReturned(
			{ ...version, narrative: was },
			updateEntry('a', { ...update, narrative: is }, 1)
		);
		expect(found.map(({ name }) => name)).toEqual(was === is ? [] : ['Narrative']);
		if (was !== is) expect(found[0]!.parts).toEqual(wordDiff(was, is));
	}
);
