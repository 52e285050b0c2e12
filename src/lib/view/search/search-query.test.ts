import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { fold } from '../../record/fold.ts';
import { entries, published, registered } from '../../record/testing.ts';
import { readQuery, termText } from './search-query.ts';
import { searchGoals } from './search-goals.ts';
import { findTerm, markTerms, normalize } from './search-text.ts';

const understood = (query: string) => {
	const { terms, without } = readQuery(query);
	return [...terms.map(termText), ...without.map((term) => `-${termText(term)}`)].join(' | ');
};

test.each([
	['red team', 'red | team'],
	['"red team"', '“red team”'],
	['"Red-Team" weights', 'weights | “red team”'],
	['“red team” „model weights“ «accès»', '“red team” | “model weights” | “acces”'],
	['「模型权重」保护', '保护 | “模型权重”'],
	['＂模型　权重＂', '“模型权重”'],
	['red -team', 'red | -team'],
	['red −team －model', 'red | -team | -model'],
	['red -"model weights"', 'red | -“model weights”'],
	['模型 -红队测试', '模型 | -“红队测试”'],
	['red -blue-green', 'red | -“blue green”'],
	['red-team', 'red | team'],
	['red - team', 'red | team'],
	['red --team', 'red | team'],
	['"red team', 'red | team'],
	['red" team', 'red | team'],
	['""', ''],
	['-', ''],
	['-"', ''],
	['-team', '-team'],
	['"!" red', 'red']
])('%j is understood as %j', (query, words) => {
	expect(understood(query)).toBe(words);
});

test.each([
	[
		'"red team"',
		'A Red team; red-teaming, a red, team',
		'A [Red team]; red-teaming, a [red, team]'
	],
	['-x red-team', 'A red-team.', 'A [red]-[team].'],
	['"model weights"', 'Model  weights’ and weights', '[Model  weights]’ and weights'],
	['"CAFÉ noir"', 'Café NOIR', '[Café NOIR]'],
	['“模型权重” 保护', '保护模型权重', '[保护模型权重]'],
	['"ai 系统"', '发布AI系统', '发布[AI系统]'],
	['"red"', 'red reduced', '[red] reduced'],
	['red', 'red reduced', '[red] [red]uced']
])('%s marks %s', (query, text, marked) => {
	const pieces = markTerms(text, readQuery(query).terms);
	expect(pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')).toBe(marked);
});

const text = fc.string({ unit: fc.constantFrom(...'ab é"“”-− 模型权重的红队ทดสอบ') });

property.prop([text])(
	'any query is understood, and what it says of itself says the same',
	(query) => {
		const { terms, without } = readQuery(query);
		for (const term of [...terms, ...without]) expect(termText(term)).not.toBe('');
	}
);

property.prop([text.filter((each) => /[a-z]/.test(each) && !/["“”]/.test(each))])(
	'a text in quotes finds itself',
	(words) => {
		for (const term of readQuery(`"${words}"`).terms)
			expect(findTerm(normalize(words), term)).not.toBeNull();
	}
);

property.prop([
	fc.array(text, { minLength: 1, maxLength: 5 }),
	fc.constantFrom('a', 'b', '模型', '"a b"')
])('what a term finds and what it leaves out are all there is', (titles, term) => {
	const drafts = titles.map((title, index) =>
		published('2026-01-01', `g${index}`, { title: `every ${title}` })
	);
	const record = fold(entries([registered('2026-01-01'), ...drafts]));
	const count = (query: string) => searchGoals(record, query, '2026-06-01').length;
	expect(count(`every ${term}`) + count(`every -${term}`)).toBe(count('every'));
});
