import { fc, test as property } from '@fast-check/vitest';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, test, vi } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { blankEvidence } from '../evidence/evidence-form.ts';
import { escapeFormula } from './csv.ts';
import {
	goalCells,
	goalTyped,
	headOf,
	updateCells,
	updateTyped,
	type Cells
} from './sheet-columns.ts';
import { firstUnseen } from '../../record/characters.ts';
import { normal } from '../form.ts';
import { readSheet, writeSheet, type Sheet } from './sheet-file.ts';
import { columnNamed } from './sheet-heads.ts';
import { planSheet, type StoredGoal } from './sheet-plan.ts';
import { SEPARATORS, readText, separatorOf, type Separator } from './sheet-text.ts';

const TODAY = '2026-11-21';

const text = fc
	.oneof(
		fc.string({ unit: 'binary' }),
		fc
			.array(fc.constantFrom('=', '"', ',', "'", '\n', ' ', 'x'), { maxLength: 8 })
			.map((a) => a.join(''))
	)
	.map(normal);
const goal = fc.record({
	key: fc.constantFrom('a', 'b-c'),
	area: text,
	title: text,
	statement: text,
	criteria: fc.array(text.filter(Boolean), { maxLength: 7 }),
	on: text.filter(Boolean),
	note: text,
	outlook: text
});

function read(file: string): Sheet {
	const result = readSheet(file);
	if (!result.ok) throw new Error(JSON.stringify(result.problems));
	return result.sheet;
}

describe('a sheet comes back as it went out', () => {
	property.prop([fc.array(goal, { minLength: 1, maxLength: 4 })])('goals', (goals) => {
		const rows = goals.map(({ on, note, ...rest }) =>
			goalCells({
				...goalTyped({}).typed,
				...rest,
				target: { basis: 'stated', on, within: '', note },
				effective_on: '2026-01-01'
			})
		);
		const sheet = read(writeSheet('goals', rows));
		expect(sheet.kind).toBe('goals');
		expect(sheet.rows.map(({ cells }) => goalCells(goalTyped(cells).typed))).toEqual(rows);
	});

	const evidence = fc
		.record({ title: text.filter(Boolean), url: text, category: text, description: text })
		.map(({ title, url, category, description }) => ({
			...blankEvidence(),
			title,
			url,
			criteria: ['0', '2'],
			visibility: category || description ? 'redacted' : 'public',
			redaction: { category, description }
		}));
	property.prop([text, fc.array(evidence, { maxLength: 4 })])('updates', (narrative, items) => {
		const typed = { ...updateTyped({}).typed, grade: '2', narrative, evidence: items };
		const row = updateCells('a-goal', typed);
		const sheet = read(writeSheet('updates', [row]));
		expect(updateTyped(sheet.rows[0]!.cells).typed).toEqual(typed);
	});
});

describe('a file that cannot be read', () => {
	test.each([
		['', 'row 1', 'names no columns'],
		['titel;area\na;b', 'row 1, titel', 'did you mean title?'],
		['title,titel\na,b', 'row 1, titel', 'remove it'],
		['title,unheard_of\na,b', 'row 1, unheard_of', 'not a known column'],
		['title,\na,b', 'row 1, 2', 'has no name'],
		['title,title\na,b', 'row 1, title', 'names two columns'],
		['title,Title\na,b', 'row 1, Title', 'names two columns'],
		['goal,grade,narative\na,1,b', 'row 1, narative', 'did you mean narrative?'],
		['goal,grade,evidnce_2_ulr\na,1,b', 'row 1, evidnce_2_ulr', 'did you mean evidence_2_url?'],
		['goal,grade,url\na,1,b', 'row 1, url', 'did you mean evidence_1_url?'],
		['goal,grade,evidence_1_url,url\na,1,b,c', 'row 1, url', 'did you mean evidence_2_url?'],
		['goal,grade,evidence_1_1_url\na,1,b', 'row 1, evidence_1_1_url', 'not a known column'],
		['title,criteria,criterion_1\na,b,c', 'row 1, criteria', 'did you mean criterion_2?'],
		['title,criterion_01\na,b', 'row 1, criterion_01', 'did you mean criterion_1?'],
		['title,titles\na,b', 'row 1, titles', 'remove it'],
		['goal,narrative\na,b', 'row 1, grade', 'add this column'],
		['title,key\na,b,c\n', 'row 2', 'has 3 cells where the head has 2'],
		['\n;\ntitel;area\na;b', 'row 3, titel', 'did you mean title?'],
		['title\n#NAME?', 'row 2, title', 'an error of the spreadsheet program'],
		['title,area\na,####', 'row 2, area', 'too narrow'],
		['title,key\n\na,"b', 'row 3', 'never closed'],
		[`title\n${'a\n'.repeat(2001)}`, 'row 2002', 'more than 2000 rows']
	])('%j', (file, path, message) => {
		const result = readSheet(file);
		expect(result).toMatchObject({ ok: false });
		expect(!result.ok && result.problems).toContainEqual({
			path,
			message: expect.stringContaining(message)
		});
	});

	test.each([
		['commas in the head', `title${','.repeat(1_000_000)}`, 'more than 10000 columns'],
		['unknown columns', `title${',a'.repeat(9_999)}`, 'not a known column'],
		['columns named twice', `title${',title'.repeat(9_999)}`, 'names two columns'],
		['long rows', `title,key\n${'a,b,c\n'.repeat(2_000)}`, 'has 3 cells'],
		['lines', `title\n${'\n'.repeat(1_000_000)}`, 'more than 10000 rows'],
		['a heading of wide letters', `title,${'\ufdfa'.repeat(1_900_000)}\na,b`, 'not a known column'],
		['headings of wide letters', `a${`,${'\ufdfa'.repeat(79)}`.repeat(9_990)}`, 'names no'],
		['letters', `title\n"${'a'.repeat(2_000_000)}"`, 'longer than 2000000 characters']
	])('is not read further than its limits: %s', (_, file, message) => {
		const result = readSheet(file);
		const problems = result.ok ? [] : result.problems;
		expect(problems[0]?.message).toContain(message);
		expect(problems.length).toBeLessThanOrEqual(50);
	});

	test.each(['\ufdfa'.repeat(79), '\ufdfa'.repeat(81)])(
		'has each heading put plainly once, and one too long never',
		(wide) => {
			const normalize = vi.spyOn(String.prototype, 'normalize');
			const result = readSheet(`title,${wide},Titel,no_such\na,b,c,d`);
			const times = normalize.mock.calls.length;
			normalize.mockRestore();
			expect(times).toBe(wide.length > 80 ? 3 : 4);
			expect(!result.ok && result.problems.map(({ path }) => path)).toEqual([
				'row 1, 2',
				'row 1, Titel',
				'row 1, no_such'
			]);
		}
	);

	test('has what its first unknown headings may have meant searched, not all', () => {
		const wrong = Array.from({ length: 30 }, (_, index) => `criterium_${index + 1}`);
		const row = ['a', ...wrong].join(',');
		const result = readSheet(`title,${wrong.join(',')}\n${row}`);
		const problems = result.ok ? [] : result.problems;
		const meant = problems.map(({ message }) => message.includes('did you mean'));
		expect(meant).toEqual(wrong.map((_, index) => index < 20));
	});

	test('is named in Chinese', () => {
		overwriteGetLocale(() => 'zh');
		const result = readSheet('title,key\na,b,c\n');
		overwriteGetLocale(() => 'en');
		expect(!result.ok && result.problems[0]?.path).toBe('第 2 行');
	});
});

test('blank rows are left out, and rows keep their numbers', () => {
	expect(read('\ufefftitle,key\r\n,\r\n"a\r\nb",k\r\n').rows).toEqual([
		{ row: 3, cells: { title: 'a\nb', key: 'k' } }
	]);
});

describe('the head', () => {
	test.each([
		[' Title , AREA,Target On,target-basis,criterion 1,CRITERION2', 'goals'],
		['Ｔｉｔｌｅ,area,targeton,Target_ Basis,Criterion-1,criterion_2', 'goals'],
		['Goal,Effective On,GRADE,Narrative,Evidence 1 URL,evidence2-File SHA256', 'updates']
	])('%s is read', (head, kind) => {
		const { kind: told, rows } = read(`${head}\na,b,c,d,e,f`);
		expect(told).toBe(kind);
		expect(Object.keys(rows[0]!.cells)).toEqual(
			kind === 'goals'
				? ['title', 'area', 'target_on', 'target_basis', 'criterion_1', 'criterion_2']
				: ['goal', 'effective_on', 'grade', 'narrative', 'evidence_1_url', 'evidence_2_file_sha256']
		);
	});

	test('that is misspelt is not missing as well', () => {
		expect(readSheet('gaol,grade\na,1')).toMatchObject({ problems: [{ path: 'row 1, gaol' }] });
	});

	test('may leave out the names of columns in which nothing is', () => {
		expect(read('title,,key,\na,,b,\n').rows).toEqual([
			{ row: 2, cells: { title: 'a', key: 'b' } }
		]);
	});

	test('is read whichever columns are numbered how', () => {
		for (const kind of ['goals', 'updates'] as const)
			for (const column of headOf(kind, [], 12)) expect(columnNamed(kind, column)).toBe(column);
	});
});

describe('a file as programs save it', () => {
	const bytes = {
		'UTF-8': (text: string) => new TextEncoder().encode(text),
		'UTF-8 with its mark': (text: string) => new TextEncoder().encode(`\ufeff${text}`),
		'UTF-16, little end first': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
		'UTF-16, big end first': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()
	};
	const separators = fc.constantFrom(...(Object.keys(SEPARATORS) as Separator[]));
	const encodings = fc.constantFrom(...Object.values(bytes));
	const programs = fc.constantFrom('ours', 'theirs');
	const stated = text.filter((each) => !firstUnseen(each) && each.isWellFormed());

	property.prop([fc.array(stated, { maxLength: 4 }), separators, encodings, programs])(
		'makes the same drafts, whatever stands between the cells',
		(texts, separator, encode, program) => {
			const rows = texts.map((narrative) =>
				updateCells('a', {
					...updateTyped({}).typed,
					grade: '2',
					effective_on: '2026-11-01',
					narrative: `N ${narrative}`,
					evidence: [{ ...blankEvidence(), title: 'T, T; T\tT', url: 'https://example.org/;,' }]
				})
			);
			const head = headOf('updates', rows, 1);
			const cells = rows.map((row) => head.map((column) => escapeFormula(row[column] ?? '')));
			const file =
				program === 'ours'
					? writeSheet('updates', rows, separator)
					: stringify([head, ...cells], { delimiter: SEPARATORS[separator] });
			const sheet = read(readText(encode(file.replace(/^\ufeff/, ''))) ?? 'unread');
			const plain = planSheet(read(writeSheet('updates', rows)), [stored('a')], TODAY);
			expect(planSheet(sheet, [stored('a')], TODAY)).toEqual(plain);
			const different = new Set(rows.map((row) => row.narrative));
			expect(plain.updates).toHaveLength(different.size);
		}
	);

	test.each([
		['Latin', Buffer.from('title\nÜber', 'latin1')],
		['UTF-16 without its mark', Buffer.from('title\na', 'utf16le')],
		['UTF-16 with half a letter', Buffer.from('\ufefftitle\n\ud800', 'utf16le')],
		['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0])]
	])('is refused rather than guessed: %s', (_, file) => {
		expect(readText(file)).toBeNull();
	});

	test.each([
		['"a;b;c",d', 'comma'],
		['"a\n;;"\t"b"', 'tab'],
		['title\na;b;c', 'comma'],
		['Goal;Grade', 'semicolon']
	])('is separated as its head is: %j', (file, separator) => {
		expect(separatorOf(file)).toBe(separator);
	});
});

describe('a file as programs save it, cell by cell', () => {
	const rowsOf = (file: string) => read(file).rows.map(({ cells }) => cells);

	test.each([
		['left off what is blank at its end', 'title,area,key\na\nb,policy\n'],
		['added blank cells to it', 'title,area,key\na,,,,\nb,policy,,, ,\n'],
		['added blank columns and rows', ',,,,\ntitle,area,key,,\na,,,,\nb,policy,,,\n,,,,\n,,,,\n']
	])('a row is read whole when the program %s', (_, file) => {
		expect(rowsOf(file)).toEqual([
			{ title: 'a', area: '', key: '' },
			{ title: 'b', area: 'policy', key: '' }
		]);
	});

	test.each([
		['sep=;\r\ntitle;area\r\na, b;policy\r\n', 2],
		['\ufeffSEP=;\ntitle;area\n"a, b";policy', 2],
		['"sep=;"\ntitle;area\na, b;policy', 2],
		// Saved again by a program that took the line for a cell.
		['sep=;,\ntitle,area\n"a, b",policy', 2],
		['sep=|\ntitle|area\na, b|policy', 2],
		['sep=\t\ntitle\tarea\na, b\tpolicy', 2],
		['\r\n\r\ntitle;area\r\na, b;policy', 4]
	])('the first line may say what stands between the cells: %j', (file, row) => {
		expect(read(file).rows).toEqual([{ row, cells: { title: 'a, b', area: 'policy' } }]);
	});

	test('a file of nothing but that line has no head', () => {
		expect(readSheet('sep=;')).toMatchObject({ ok: false, problems: [{ path: 'row 1' }] });
	});

	test.each(['2.0', '2,0', '2.', '2,00', '02', '２', "'2", ' 2 '])('%j is the grade 2', (grade) => {
		expect(rowsOf(`goal;grade\na;${grade}`)).toEqual([{ goal: 'a', grade: '2' }]);
	});

	test.each(['2.5', '2,01', '-2', '2 0', '2%'])('%j is no grade', (grade) => {
		expect(problems(`goal;grade;effective_on\na;${grade};2026-11-01`, [stored('a')])).toEqual([
			'row 2, grade: must be one of 0, 1, 2, 3, 4'
		]);
	});

	test.each([
		['1.0', '1'],
		['1,0', '1'],
		['1, 3', '1 3'],
		['1;3', '1 3'],
		['１、３', '1 3'],
		['1.0 3.0', '1 3'],
		['1,3', '1,3'],
		['1.3', '1.3']
	])('the criteria %j are %j', (written, criteria) => {
		const [cells] = rowsOf(`goal\tgrade\tevidence_1_criteria\na\t1\t"${written}"`);
		expect(cells?.evidence_1_criteria).toBe(criteria);
	});

	test('words of a list may begin with a capital letter, texts keep theirs', () => {
		expect(rowsOf('title,area,target_basis,outlook\nPolicy,Policy,STATED,Likely')).toEqual([
			{ title: 'Policy', area: 'policy', target_basis: 'stated', outlook: 'likely' }
		]);
		expect(rowsOf('goal,grade,evidence_1_kind\na,1,Link')[0]?.evidence_1_kind).toBe('link');
	});

	test('days are read in every column of days, and refused with their readings', () => {
		expect(rowsOf('title,effective_on,target_on\n3.4.2026,20.11.2026,2027/1/2')).toEqual([
			{ title: '3.4.2026', effective_on: '2026-11-20', target_on: '2027-01-02' }
		]);
		const either = (first: string, second: string) =>
			`can be ${first} (day first) or ${second} (month first): write the one that is meant`;
		const file = 'key,title,area,effective_on,target_on,target_basis\n';
		const row = ',T,policy,03/04/2026,5-6-2027,stated';
		const goals = [stored('a', { cells: { ...stored('a').cells, title: 'T' } })];
		expect(problems(`${file}a${row}\nb${row}`, goals)).toEqual(
			[
				`row 2, effective_on: ${either('2026-04-03', '2026-03-04')}`,
				`row 2, target_on: ${either('2027-06-05', '2027-05-06')}`,
				'row 2, target_basis: is not what the published goal says: revise the goal on its page, or take the row out',
				'row 2, criterion_1: is not what the published goal says: revise the goal on its page, or take the row out',
				'row 2, criterion_2: is not what the published goal says: revise the goal on its page, or take the row out',
				`row 3, effective_on: ${either('2026-04-03', '2026-03-04')}`,
				`row 3, target_on: ${either('2027-06-05', '2027-05-06')}`
			].filter((each) => !each.includes('criterion'))
		);
		expect(problems('goal,effective_on,grade\na,03/04/2026,1', goals)).toEqual([
			`row 2, effective_on: ${either('2026-04-03', '2026-03-04')}`
		]);
	});
});

const stored = (key: string, more: Partial<StoredGoal> = {}): StoredGoal => ({
	key,
	published: true,
	closed_on: null,
	revisions: [{ number: 1, effective_on: '2026-01-01', criteria: ['One', 'Two'] }],
	cells: { key, title: 'A goal', area: 'policy', criterion_1: 'One', criterion_2: 'Two' },
	updates: [],
	...more
});
const plan = (file: string, goals: StoredGoal[] = []) => planSheet(read(file), goals, TODAY);
const problems = (file: string, goals: StoredGoal[] = []) =>
	plan(file, goals).problems.map(({ path, message }) => `${path}: ${message}`);

describe('goals', () => {
	test('become drafts', () => {
		const { goals, same } = plan(
			'title,area,effective_on,target_on,target_basis,criterion_1,criterion_3\nA new goal,policy,2026-11-01,2027-01-01,stated,One,Three\n'
		);
		expect(same).toBe(0);
		expect(goals).toMatchObject([
			{
				row: 2,
				draft: {
					key: 'a-new-goal',
					target_on: '2027-01-01',
					criteria: ['One', 'Three'],
					translation: null
				}
			}
		]);
	});

	test('may have a condition, and then days in place of a day', () => {
		const head =
			'title,area,effective_on,condition_text,condition_threshold,target_on,target_within,target_basis\n';
		const row = (cells: string) => `${head}A goal,policy,2026-11-01,${cells}\n`;
		const { goals } = plan(row('A model can do it,By our tests,,90.0,stated'));
		expect(goals).toMatchObject([
			{
				draft: {
					condition_text: 'A model can do it',
					condition_threshold: 'By our tests',
					target_on: null,
					target_within: 90,
					target_basis: 'stated'
				}
			}
		]);
		expect(problems(row('A model can do it,,2027-01-01,,stated'))).toEqual([
			'row 2, target_on: must be blank: a conditional goal is due some days after its condition is met; fill in target_within',
			'row 2, target_within: is needed'
		]);
		expect(problems(row(',,,soon,stated'))).toEqual([
			'row 2, condition_text: is needed',
			'row 2, target_within: must be a whole number of days from 0 to 36525'
		]);
		const stays = stored('a-goal', {
			cells: {
				...goalCells(goalTyped(read(row('A,B,,90,stated')).rows[0]!.cells).typed),
				key: 'a-goal'
			}
		});
		expect(plan(row('A,B,,90,stated'), [stays])).toMatchObject({ same: 1, goals: [] });
	});

	test('get keys of their own where none are written, whatever their letters', () => {
		const rows = [
			',policy,A goal,One',
			',policy,A goal,Two',
			',policy,A goal,Two',
			'a-goal-3,policy,Another,',
			',security,การทดสอบ 2026,',
			',security,การประเมิน 2026,',
			',safeguards,模型安全,'
		];
		const file = ['key,area,title,statement', ...rows].join('\n').replace(/$/gm, ',2026-11-01');
		const dated = file.replace('statement,2026-11-01', 'statement,effective_on');
		const others = [stored('security-1', { cells: { title: 'Other' } })];
		const { goals, problems } = plan(dated, others);
		expect(problems).toEqual([]);
		expect(goals.map(({ draft }) => draft.key)).toEqual([
			'a-goal',
			'a-goal-2',
			'a-goal-4',
			'a-goal-3',
			'security-2',
			'security-3',
			'safeguards-1'
		]);
		// The same file once more.
		const now = goals.map(({ draft: { key, area, title, statement, effective_on } }) =>
			stored(key, { published: false, cells: { key, area, title, statement, effective_on } })
		);
		expect(plan(dated, [...others, ...now])).toMatchObject({ goals: [], problems: [], same: 7 });
	});

	test('without a key are none that are there and read otherwise', () => {
		const goals = [stored('policy-1', { cells: { ...stored('a').cells, title: '目标' } })];
		const told = 'row 2, title: is the title of the goal policy-1, which reads otherwise';
		expect(problems('title,area\n目标,security', goals)[0]).toContain(told);
		expect(problems('key,title,area\n,目标,security', goals)[0]).toContain(told);
		const named = 'key,title,area,effective_on\nown,目标,security,2026-11-01';
		expect(plan(named, goals).goals).toHaveLength(1);
	});

	test('that are stored are left alone, and never changed', () => {
		const goals = [stored('a'), stored('b', { published: false })];
		expect(
			plan('key,title,criterion_1,criterion_2\na,A goal,One,Two\nb,A goal,One,Two', goals)
		).toMatchObject({
			goals: [],
			problems: [],
			same: 2
		});
		expect(problems('key,title\na,Another\nb,Another', goals)).toEqual([
			'row 2, title: is not what the published goal says: revise the goal on its page, or take the row out',
			'row 3, title: is not what the stored draft says: edit the draft on its page, or take the row out'
		]);
		expect(problems('key,title,criterion_1,criterion_2\na,A goal,One,', goals)).toHaveLength(1);
	});

	test('have all that is wrong with a row told at once, one for each cell', () => {
		const file =
			'key,title,area,effective_on\na,Another,security,\na,A goal,security,\nnew,T,polity,2027-01-01\nnew,,polity,';
		expect(plan(file, [stored('a')]).problems.map(({ path }) => path)).toEqual([
			'row 2, title',
			'row 2, area',
			'row 3, key',
			'row 3, area',
			'row 4, area',
			'row 4, effective_on',
			'row 5, key',
			'row 5, title',
			'row 5, area',
			'row 5, effective_on'
		]);
	});

	test('with problems are named by row and column', () => {
		const head =
			'key,title,area,effective_on,target_on,target_basis,target_note,outlook,criterion_2\n';
		expect(
			problems(
				`${head}k,T,polity,2026-11-01,,,,,\nk,T,policy,2026-11-01,,,,,\nA B,T,policy,2027-01-01,1.13.2027,stated,,maybe,\nc,T,policy,,2027-01-01,,,,\nd,T,policy,2026-11-01,,,by then,,\ne,,policy,2026-11-01,,none,,,${'x'.repeat(100_001)}\n`
			)
		).toEqual([
			'row 2, area: must be one of security, alignment, safeguards, policy',
			'row 3, key: repeats row 2: keep one of them',
			'row 4, key: must be lower-case letters and digits in words joined by single hyphens',
			'row 4, target_on: must be a calendar day written YYYY-MM-DD',
			'row 4, outlook: must be one of likely, feasible, unlikely',
			'row 4, effective_on: lies ahead: today is 2026-11-21 (UTC)',
			'row 5, target_basis: must be one of stated, derived',
			'row 5, effective_on: is needed',
			'row 6, target_note: stands without a target date: fill in target_on or target_within, or take it out',
			'row 7, title: must not be empty',
			'row 7, criterion_2: is longer than 100,000 characters'
		]);
	});
});

describe('updates', () => {
	const HEAD =
		'goal,effective_on,grade,narrative,evidence_1_title,evidence_1_url,evidence_1_criteria';
	test('become drafts, with criteria counted from 1', () => {
		const file = `${HEAD}\na,2026-11-01,2,Done.,Report,https://example.org,1 2\n`;
		const { updates } = plan(file, [stored('a')]);
		expect(updates).toMatchObject([
			{ row: 2, draft: { goal: 'a', grade: 2, evidence: [{ kind: 'link', criteria: [0, 1] }] } }
		]);
		const cells: Cells = updateCells('a', updateTyped(read(file).rows[0]!.cells).typed);
		expect(plan(file, [stored('a', { updates: [cells] })])).toMatchObject({ updates: [], same: 1 });
		const other = { ...cells, evidence_1_url: 'https://example.net' };
		expect(plan(file, [stored('a', { updates: [other] })]).updates).toHaveLength(1);
	});

	test('with problems are named by row and column', () => {
		const goals = [
			stored('a'),
			stored('draft', { published: false }),
			stored('closed', { closed_on: '2026-05-01' })
		];
		const rows = [
			',2026-11-01,2,,,,',
			'other,2026-11-01,2,,,,',
			'draft,2026-11-01,2,,,,',
			'closed,2026-11-01,2,,,,',
			'a,2025-11-01,5,,,,',
			'a,2026-11-01,2,,Report,example.org,1 3',
			'a,2026-11-01,2,,Report,https://example.org,one',
			'a,2026-11-01,1,,,,',
			'a,2026-11-01,1,,,,'
		];
		expect(problems([HEAD, ...rows].join('\n'), goals)).toEqual([
			'row 2, goal: is needed',
			'row 3, goal: is no key of a goal here',
			'row 4, goal: is a draft goal: updates follow once it is published',
			'row 5, goal: was closed on 2026-05-01: only corrections can follow',
			'row 6, effective_on: must not come before 2026-01-01',
			'row 6, grade: must be one of 0, 1, 2, 3, 4',
			'row 7, evidence_1_criteria: names a criterion that is not there: the revision of that day has 2, counted from 1',
			'row 7, evidence_1_url: must be a web address that begins with http:// or https://',
			'row 8, evidence_1_criteria: must be numbers of criteria, counted from 1, with spaces between them, such as 1 3',
			'row 10: repeats row 9: keep one of them'
		]);
	});

	test('have all that is wrong with a row told at once, one for each cell', () => {
		const goals = [
			stored('draft', { published: false, revisions: [] }),
			stored('closed', { closed_on: '2026-05-01' })
		];
		const head = `${HEAD},evidence_1_kind,evidence_1_redaction_category`;
		const bad = 'tomorrow,7,,,example.org,one,paper,secret';
		const cells = [
			'goal',
			'effective_on',
			'grade',
			'evidence_1_title',
			'evidence_1_url',
			'evidence_1_criteria',
			'evidence_1_kind',
			'evidence_1_redaction_category',
			'evidence_1_redaction_description'
		];
		const keys = ['', 'other', 'draft', 'closed'];
		const file = [head, ...keys.map((key) => `${key},${bad}`), `closed,${bad}`].join('\n');
		const told = plan(file, goals).problems.map(({ path }) => path);
		const rows = [2, 3, 4, 5, 6].map((row) => told.filter((path) => path.startsWith(`row ${row}`)));
		for (const [index, row] of rows.entries()) {
			const expected = cells.map((column) => `row ${index + 2}, ${column}`);
			const repeats = index === 4 ? ['row 6'] : [];
			expect([...row].sort()).toEqual([...expected, ...repeats].sort());
		}
	});

	test('are not told of criteria that may be there', () => {
		const revisions = [
			{ number: 1, effective_on: '2026-01-01', criteria: ['One'] },
			{ number: 2, effective_on: '2026-02-01', criteria: ['One', 'Two'] }
		];
		const row = '30.2.2026,1,,Report,https://example.org,2';
		expect(problems(`${HEAD}\na,${row}\nother,${row}`, [stored('a', { revisions })])).toEqual([
			'row 2, effective_on: must be a calendar day written YYYY-MM-DD',
			'row 3, goal: is no key of a goal here',
			'row 3, effective_on: must be a calendar day written YYYY-MM-DD'
		]);
	});

	test('say nothing that would be dropped without a word', () => {
		const head =
			'goal,effective_on,grade,evidence_1_kind,evidence_1_title,evidence_1_url,evidence_1_sha256,evidence_1_redaction_category';
		const hash = 'a'.repeat(64);
		const rows = [
			`a,2026-11-01,1,link,T,https://example.org,${hash},`,
			`a,2026-11-01,1,file,T,https://example.org,${hash},`,
			'a,2026-11-01,1,link,,,,legal',
			'a,2026-11-01,1,paper,T,,,'
		];
		const paths = problems([head, ...rows].join('\n'), [stored('a')]).map(
			(each) => each.split(':')[0]
		);
		expect(paths).toEqual([
			'row 2, evidence_1_sha256',
			'row 3, evidence_1_url',
			'row 4, evidence_1_title',
			'row 4, evidence_1_redaction_description',
			'row 5, evidence_1_kind'
		]);
	});

	test('keep the files that were uploaded, also those of which no hash becomes public', () => {
		const [sha256, other] = ['a'.repeat(64), 'b'.repeat(64)];
		const file = { sha256, name: 'report.pdf', media_type: 'application/pdf', bytes: 9 } as const;
		const item = { ...blankEvidence(), kind: 'file', title: 'T', file };
		const redaction = { category: 'legal', description: 'D' };
		const items = [
			{ ...item, sha256, shows_hash: true },
			{ ...item, file: { ...file, sha256: other }, visibility: 'redacted', redaction }
		];
		const typed = { ...updateTyped({}).typed, grade: '1', effective_on: '2026-11-01' };
		const row = updateCells('a', { ...typed, evidence: items });
		const sheet = read(writeSheet('updates', [row]));
		const planned = planSheet(sheet, [stored('a')], TODAY, new Set([sha256, other]));
		const held = { sha256, name: 'report.pdf' };
		expect(planned.problems).toEqual([]);
		expect(planned.updates[0]?.draft.evidence).toMatchObject([
			{ sha256, file: held },
			{ sha256: null, file: { ...held, sha256: other } }
		]);
		expect(planSheet(sheet, [stored('a', { updates: [row] })], TODAY)).toMatchObject({ same: 1 });
	});

	test('name no other files', () => {
		const head =
			'goal,effective_on,grade,evidence_1_kind,evidence_1_title,evidence_1_url,evidence_1_sha256,evidence_1_file_sha256,evidence_1_file_name';
		const [held, other] = ['a'.repeat(64), 'b'.repeat(64)];
		const rows = [
			`a,2026-11-01,1,file,T,,${other},${other},a.pdf`,
			`a,2026-11-01,1,file,T,,${other},${held},a.pdf`,
			`a,2026-11-01,1,file,T,,${held},${held},`,
			`a,2026-11-01,1,file,T,,${held},,a.pdf`,
			`a,2026-11-01,1,link,T,https://example.org,,${held},a.pdf`
		];
		const sheet = read([head, ...rows].join('\n'));
		const { problems } = planSheet(sheet, [stored('a')], TODAY, new Set([held!]));
		expect(problems.map(({ path }) => path)).toEqual([
			'row 2, evidence_1_file_sha256',
			'row 3, evidence_1_sha256',
			'row 4, evidence_1_file_name',
			'row 5, evidence_1_file_sha256',
			'row 6, evidence_1_file_sha256'
		]);
	});

	test('of many problems the first fifty are told', () => {
		const rows = Array.from({ length: 60 }, (_, index) => `x,2026-11-01,1,${index},,,`);
		const told = plan([HEAD, ...rows].join('\n')).problems;
		expect(told).toHaveLength(51);
		expect(told.at(-1)?.message).toBe('has 10 more problems');
	});
});
