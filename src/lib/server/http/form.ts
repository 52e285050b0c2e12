import { error, type RequestEvent } from '@sveltejs/kit';
import { m } from '../../paraglide/messages.js';
import { readLimited } from './body.ts';
import {
	bodyLimit,
	largeBy,
	LONGEST_NAME,
	LONGEST_PART_HEAD,
	MOST_FIELDS,
	textLimit
} from './limits.ts';

/** Form actions, and how the form of one is read: see {@link action}. */

type Event = Pick<RequestEvent, 'request' | 'route' | 'params' | 'url'>;

/**
 * A form action. `admit` decides who may post before anything of the body is read; then the form is read
 * within the limits of its route and handed to `run` with what `admit` returned. No page reads a body in
 * any other way.
 */
export function action<Asked, Result>(
	admit: (event: Event) => Asked | Promise<Asked>,
	run: (asked: Asked, form: FormData, event: Event) => Result | Promise<Result>
): (event: Event) => Promise<Result> {
	return async (event) => {
		const asked = await admit(event);
		return run(asked, await readForm(event), event);
	};
}

/** For an action that anybody may ask for: what it does is decided by what the form says. */
export const anybody = () => undefined;

const TYPE = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i;
const BOUNDARY = /;\s*boundary=(?:"([^"\\]{1,70})"|([^\s;"]{1,70}))/i;

const TOO_LARGE = {
	file: m.error_file_too_large,
	files: m.error_files_too_large,
	texts: m.error_form_too_large
};

/** Throws 413 where the form or a text in it is too large, and 400 or 415 where it is none. */
async function readForm({ request, route }: Event): Promise<FormData> {
	const type = request.headers.get('content-type') ?? '';
	const kind = TYPE.exec(type)?.[1]?.toLowerCase();
	if (!kind) error(415, m.error_form_type());
	const limit = bodyLimit(route.id);
	const bytes = await readLimited(request, limit);
	if (!bytes) error(413, TOO_LARGE[largeBy(route.id)]({ size: sizeName(limit) }));
	let mark = '&';
	let readAs = kind;
	if (kind === 'multipart/form-data') {
		const boundary = BOUNDARY.exec(type);
		if (!boundary) error(400, m.error_form_unreadable());
		const name = boundary[1] ?? boundary[2];
		mark = `--${name}`;
		// By the very boundary that is counted, however else the sender wrote it.
		readAs = `${kind}; boundary="${name}"`;
	}
	// Before the form is parsed, which takes seconds for millions of fields and for names of millions of letters.
	const marks = placesOf(bytes, mark, MOST_FIELDS);
	if (!marks) error(413, m.error_form_too_many({ limit: MOST_FIELDS }));
	const most = textLimit(route.id);
	const tooLong = () => error(413, m.error_form_text_too_long({ limit: most }));
	if (mark === '&') {
		if (hasLonger([-1, ...marks, bytes.length], ENCODED * (most + LONGEST_NAME))) tooLong();
	} else if (!marks.every((at) => headEnds(bytes, at))) error(400, m.error_form_unreadable());
	const form = await parse(bytes, readAs);
	for (const [name, value] of form) {
		const text = typeof value === 'string' ? value : '';
		if (text.length > most) tooLong();
		const names = typeof value === 'string' ? [name] : [name, value.name];
		if (names.some(({ length }) => length > LONGEST_NAME)) error(400, m.error_form_unreadable());
	}
	return form;
}

async function parse(bytes: Buffer<ArrayBuffer>, type: string): Promise<FormData> {
	try {
		return await new Response(bytes, { headers: { 'content-type': type } }).formData();
	} catch {
		error(400, m.error_form_unreadable());
	}
}

/** The most bytes of one UTF-16 letter in percent-encoding: three of UTF-8, each written as three. */
const ENCODED = 9;

/** Where the mark stands; null where that is at more places than `most`. */
function placesOf(bytes: Buffer, mark: string, most: number): number[] | null {
	const places: number[] = [];
	for (let at = bytes.indexOf(mark); at !== -1; at = bytes.indexOf(mark, at + mark.length)) {
		if (places.length === most) return null;
		places.push(at);
	}
	return places;
}

const hasLonger = (places: number[], most: number) =>
	places.some((at, index) => index > 0 && at - places[index - 1]! > most);

/** Whether the head of the part that begins there is as short as a head of ours, or the bytes end before. */
const headEnds = (bytes: Buffer, at: number) =>
	at + LONGEST_PART_HEAD >= bytes.length ||
	bytes.subarray(at, at + LONGEST_PART_HEAD).includes('\r\n\r\n');

/** "64 kB", "8 MB": the same in every language. */
function sizeName(bytes: number): string {
	const kB = Math.round(bytes / 1_024);
	return kB < 1_024 ? `${kB} kB` : `${Math.round(kB / 1_024)} MB`;
}
