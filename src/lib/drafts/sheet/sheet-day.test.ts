import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { addDays, isDay } from '../../record/day.ts';
import { dayFault, readDay } from './sheet-day.ts';

test.each([
	['2026-11-20', '2026-11-20'],
	['2026-11-2', '2026-11-02'],
	['2026-1-2', '2026-01-02'],
	['2026/11/20', '2026-11-20'],
	['2026/1/2', '2026-01-02'],
	['2026.11.20', '2026-11-20'],
	['2026. 11. 20.', '2026-11-20'],
	['20261120', '2026-11-20'],
	['2026年11月20日', '2026-11-20'],
	['2026年1月2日星期五', '2026-01-02'],
	['2026 年 11 月 20 日 周五', '2026-11-20'],
	['２０２６／１１／２０', '2026-11-20'],
	['20.11.2026', '2026-11-20'],
	['3.4.2026', '2026-04-03'],
	['20. 11. 2026', '2026-11-20'],
	['20/11/2026', '2026-11-20'],
	['11/20/2026', '2026-11-20'],
	['13/04/2026', '2026-04-13'],
	['04/13/2026', '2026-04-13'],
	['20-11-2026', '2026-11-20'],
	['05/05/2026', '2026-05-05'],
	['20-Nov-2026', '2026-11-20'],
	['20 November 2026', '2026-11-20'],
	['November 20, 2026', '2026-11-20'],
	['Nov. 2nd, 2026', '2026-11-02'],
	['Friday, November 20, 2026', '2026-11-20'],
	['Freitag, 20. November 2026', '2026-11-20'],
	['3. Mrz. 2026', '2026-03-03'],
	['3. März 2026', '2026-03-03'],
	['vendredi 20 novembre 2026', '2026-11-20'],
	['1er août 2026', '2026-08-01'],
	['3 févr. 2026', '2026-02-03'],
	['20 de noviembre de 2026', '2026-11-20'],
	['2026-Nov-20', '2026-11-20'],
	['2026-11-20 00:00:00', '2026-11-20'],
	['2026-11-20T00:00:00Z', '2026-11-20'],
	['20.11.2026 00:00', '2026-11-20'],
	['11/20/2026 12:00:00 AM', '2026-11-20']
])('%s is %s', (cell, day) => {
	expect(readDay(cell)).toBe(day);
	expect(dayFault(cell)).toBeNull();
});

test.each([
	['03/04/2026', 'can be 2026-04-03 (day first) or 2026-03-04 (month first)'],
	['3-4-2026', 'can be 2026-04-03 (day first) or 2026-03-04 (month first)'],
	['03/04/2026 00:00', 'can be 2026-04-03 (day first) or 2026-03-04 (month first)'],
	['20.11.26', 'a year of two digits'],
	['11/20/26', 'a year of two digits'],
	['20-Nov-26', 'a year of two digits'],
	['Nov 20, 26', 'a year of two digits'],
	['46346', 'count days, 2026-11-20 or in some files 2030-11-21'],
	['46346.0', 'count days, 2026-11-20 or in some files 2030-11-21'],
	['2026-11-20 14:30', 'has a time of day'],
	['20.11.2026 14:30:00', 'has a time of day'],
	['11/20/2026 2:30 PM', 'has a time of day']
])('%s is refused, and told why', (cell, fault) => {
	expect(readDay(cell)).toBeNull();
	expect(dayFault(cell)).toContain(fault);
});

test.each([
	'',
	'30.2.2026',
	'31/11/2026',
	'2026-13-01',
	'2026/20/11',
	'2026-11/20',
	'11/2026',
	'Nov 2026',
	'20 Nov',
	'before 20 November 2026',
	'20 November or 2026',
	'20 Nov Dec 2026',
	'20 jui 2026',
	'0000-01-01',
	'12345678',
	'2026',
	'tomorrow',
	`20 ${'November '.repeat(20)}2026`
])('%j is no day, for the form to say', (cell) => {
	expect(readDay(cell)).toBeNull();
	expect(dayFault(cell)).toBeNull();
});

property.prop([fc.string({ unit: 'binary', maxLength: 80 })])(
	'any text is read or left',
	(text) => {
		const day = readDay(text);
		expect(day === null || isDay(day)).toBe(true);
	}
);

/** Locales of this century's calendar in which spreadsheets are made. */
const LOCALES =
	'af az be bg bs ca cs cy da de de-AT de-CH el en-AU en-CA en-GB en-IE en-IN en-NZ en-US en-ZA es es-CL es-MX es-PA et eu fi fil fr fr-CA fr-CH ga gl hr hu hy id is it ja ka kk ko lt lv mk mn ms nb nl nl-BE pl pt pt-PT ro ru sk sl sq sr sv sw tr uk uz vi zh zh-CN zh-HK zh-SG zh-TW'.split(
		' '
	);
const day = fc.integer({ min: 0, max: 73_000 }).map((days) => addDays('1950-01-01', days));

describe('a day as a locale writes it', () => {
	property.prop([fc.constantFrom(...LOCALES), day, fc.constantFrom('numeric', '2-digit')], {
		numRuns: 2_000
	})('in numbers, is that day or none', (locale, stated, digits) => {
		const style = { year: 'numeric', month: digits, day: digits, timeZone: 'UTC' } as const;
		const cell = new Intl.DateTimeFormat(locale, style).format(new Date(stated));
		const read = readDay(cell);
		expect([stated, null], `${locale} ${cell}`).toContain(read);
		// Only bars and dashes leave it open which number is the month.
		if (!/^\d{1,2}[/-]/.test(cell) && /^[\d.\s年月日-]+$/.test(cell)) expect(read).toBe(stated);
	});

	const languages = ['en-US', 'en-GB', 'de', 'de-AT', 'fr', 'fr-CA', 'es', 'it', 'pt', 'nl', 'zh'];
	const widths = fc.constantFrom('full', 'long', 'medium');
	property.prop([fc.constantFrom(...languages), day, widths])(
		'in words, is read',
		(locale, stated, dateStyle) => {
			const style = { dateStyle, timeZone: 'UTC' } as const;
			const cell = new Intl.DateTimeFormat(locale, style).format(new Date(stated));
			if (/^\d+[/-]\d+[/-]/.test(cell)) return;
			expect(readDay(cell), `${locale} ${cell}`).toBe(stated);
		}
	);
});
