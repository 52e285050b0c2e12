import type { RouteId } from '$app/types';
import { FILE_LIMIT } from '../../record/media-types.ts';

/** How much a body may hold, by the route that reads it. */

const kB = 1_024;
const MB = 1_024 * kB;

/** In bytes. Enough for every form without a long text or a file. */
const SHORT = 64 * kB;
/** One text of the 100,000 characters that the record takes, each of them Chinese and percent-encoded. */
const TEXT = MB;
/** A form of many such texts: whatever the database takes, in characters, fits. */
const LONG = 8 * MB;
/** A roadmap or a spreadsheet, or several files of evidence where no script sends them one by one. */
const FILES = 16 * MB;

const LIMITS: Partial<Record<RouteId, number>> = {
	'/api/v1/organizations/[slug]/files': FILE_LIMIT,
	'/api/v1/organizations/[slug]/goals/[key]/updates': 2 * MB,
	'/workspace/[organization=slug]/certify': TEXT,
	'/workspace/[organization=slug]/certify/[id]': TEXT,
	'/workspace/[organization=slug]/certify/[id]/edit': TEXT,
	'/workspace/[organization=slug]/files': FILE_LIMIT,
	'/workspace/[organization=slug]/goals/[key]/close': TEXT,
	'/workspace/[organization=slug]/goals/[key]/close/[id]': TEXT,
	'/workspace/[organization=slug]/goals/[key]/edit': LONG,
	'/workspace/[organization=slug]/goals/[key]/revise': LONG,
	'/workspace/[organization=slug]/goals/[key]/revise/[id]': TEXT,
	'/workspace/[organization=slug]/goals/[key]/updates/new': FILES,
	'/workspace/[organization=slug]/import': FILES,
	'/workspace/[organization=slug]/autosave': LONG,
	'/workspace/[organization=slug]/new-goal': LONG,
	'/workspace/[organization=slug]/reviews/[seq]': TEXT,
	'/workspace/[organization=slug]/sheet': FILES,
	'/workspace/[organization=slug]/updates/[id]': FILES,
	'/workspace/[organization=slug]/updates/[id]/preview': TEXT,
	'/workspace/[organization=slug]/updates/[id]/review': LONG
};

/** The most bytes that a body may have where the route reads one. */
export const bodyLimit = (route: string | null): number => LIMITS[route as RouteId] ?? SHORT;

const CUTTABLE: readonly (string | null)[] = [
	'/workspace/[organization=slug]/import',
	'/workspace/[organization=slug]/sheet'
];

/** What makes a form of the route large: one file that can be cut into parts, some files beside it, or its texts. */
export function largeBy(route: string | null): 'file' | 'files' | 'texts' {
	if (CUTTABLE.includes(route)) return 'file';
	return bodyLimit(route) === FILES ? 'files' : 'texts';
}

/** The most of all routes: what the adapter lets in. */
export const LARGEST_BODY = Math.max(...Object.values(LIMITS));

/** What the text of a field may hold: a little over the record's 100,000, so that the form can say so itself. */
const LONGEST_TEXT = 250_000;
/** A roadmap or a spreadsheet may be pasted as text. */
const PASTED: Partial<Record<RouteId, number>> = {
	'/workspace/[organization=slug]/import': 10_000_000,
	'/workspace/[organization=slug]/sheet': 2_500_000
};

/** The most characters of one field's text. */
export const textLimit = (route: string | null): number => PASTED[route as RouteId] ?? LONGEST_TEXT;

/** The most characters of a field's name and of a file's. */
export const LONGEST_NAME = 500;

/** The most bytes of what stands before a part of a multipart form: its names, percent-encoded. */
export const LONGEST_PART_HEAD = 8 * kB;

/** The most fields of a form, files included; a goal of a thousand criteria and their translations fits. */
export const MOST_FIELDS = 4_000;

/** How deep JSON may be nested: what is read is walked by functions that call themselves. */
export const DEEPEST = 32;
