import { isDay } from '../../record/day.ts';

/** The independent archives whose copies keep a page as it was. A change to the list is a new method. */
export const ARCHIVES = {
	version: 1,
	/** Their addresses name the page and the time of the copy. */
	dated: ['web.archive.org', 'www.web.archive.org'],
	/** Their addresses say nothing of the page. */
	others: [
		'archive.today',
		'archive.ph',
		'archive.is',
		'archive.md',
		'archive.li',
		'archive.vn',
		'archive.fo',
		'perma.cc',
		'webarchive.nationalarchives.gov.uk',
		'webarchive.loc.gov',
		'arquivo.pt'
	]
} as const;

const isAmong = (hosts: readonly string[], host: string) => hosts.includes(host);

/** Whether `copy` may be an independent archive's copy of the page, made by the day of recording. */
export function isIndependentCopy(copy: string, page: string, recordedOn: string): boolean {
	const [, host = '', rest = ''] = /^https?:\/\/([^/?#]*)(.*)$/is.exec(copy) ?? [];
	const archive = host.toLowerCase();
	if (isAmong(ARCHIVES.others, archive)) return /^\/+[^/?#]/.test(rest);
	if (!isAmong(ARCHIVES.dated, archive)) return false;
	const [, time, original] = /^\/web\/(\d{14})[A-Za-z_]*\/(.+)$/s.exec(rest) ?? [];
	if (time === undefined || original === undefined) return false;
	return isTimeBy(time, recordedOn) && comparable(original) === comparable(page);
}

/** An address as two are compared: without scheme, `www.`, fragment, capitals in the host and closing slashes. */
export function comparable(address: string): string {
	const [, host = '', rest = ''] = /^(?:https?:\/\/)?([^/?#]*)([^#]*)/is.exec(address) ?? [];
	return (host.toLowerCase().replace(/^www\./, '') + rest).replace(/\/+$/, '');
}

/** Whether the digits YYYYMMDDhhmmss are a time, and not one after the day. */
function isTimeBy(digits: string, day: string): boolean {
	const on = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
	const isTime = /^([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(digits.slice(8));
	return isTime && isDay(on) && on <= day;
}
