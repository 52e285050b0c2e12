import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import settings from '../project.inlang/settings.json' with { type: 'json' };

/** One message: a text, or its forms by count or by word. */
type Message = string | [{ match: Record<string, string> }];

const folder = (locale: string) => join(import.meta.dirname, locale);
const filesOf = (locale: string) =>
	readdirSync(folder(locale), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.json'))
		.sort();
const files = filesOf('en');
const read = (locale: string, file: string): Record<string, Message> =>
	JSON.parse(readFileSync(join(folder(locale), file), 'utf8'));
const texts = (message: Message) =>
	typeof message === 'string' ? [message] : Object.values(message[0].match);
/** What a text takes in: `{name}`, and `{#link}…{/link}` around words. */
const taken = (message: Message) =>
	[...new Set(texts(message).flatMap((text) => text.match(/\{[#/]?\w+/g) ?? []))].sort();

test('every file of the catalogue is compiled, in every language', () => {
	const named = settings['plugin.inlang.messageFormat'].pathPattern;
	const prefix = './messages/{locale}/';
	expect([...named].sort()).toEqual(files.map((file) => prefix + file).sort());
	for (const locale of settings.locales) expect(filesOf(locale)).toEqual(files);
});

test('no key stands in two files, where the later would silently win', () => {
	const keys = files.flatMap((file) => Object.keys(read('en', file)));
	expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test.each(files)('%s says the same in both languages', (file) => {
	const [en, zh] = [read('en', file), read('zh', file)];
	expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
	for (const [key, message] of Object.entries(en)) {
		const other = zh[key] as Message;
		expect({ key, takes: taken(other) }).toEqual({ key, takes: taken(message) });
		for (const text of [...texts(message), ...texts(other)]) expect(text.trim(), key).not.toBe('');
		// A choice by word has the same words; a count needs no forms in Chinese.
		if (typeof message !== 'string' && typeof other !== 'string')
			expect({ key, match: Object.keys(other[0].match) }).toEqual({
				key,
				match: Object.keys(message[0].match)
			});
	}
});

/** Names and signs that are the same in both languages. */
const SAME = /^(Waymark|API|SHA-256|CSV|JSON|PDF|Markdown|safety-roadmap\/[12])$/;

test.each(files)('%s leaves no English in the Chinese catalogue', (file) => {
	const english = Object.entries(read('zh', file)).filter(([, message]) =>
		texts(message).some((text) => {
			const words = text.replace(/\{[^}]*\}/g, '').trim();
			return /\p{Ll}/u.test(words) && !/\p{Script=Han}/u.test(words) && !SAME.test(words);
		})
	);
	expect(english).toEqual([]);
});

test('no message is left that nothing says', () => {
	const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.(ts|svelte)$/.test(name) && !name.includes('paraglide/'))
		.map((name) => readFileSync(join('src', name), 'utf8'))
		.join('\n');
	const said = new Set(sources.match(/(?<=\bm\.)\w+/g));
	const keys = files.flatMap((file) => Object.keys(read('en', file)));
	expect(keys.filter((key) => !said.has(key))).toEqual([]);
});
