import { error, type RequestEvent } from '@sveltejs/kit';
import { m } from '../paraglide/messages.js';
import { readLimited } from './body.ts';
import { bodyLimit, MOST_FIELDS } from './limits.ts';

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

/** Throws 413 where the form is too large, and 400 or 415 where it is none. */
async function readForm({ request, route }: Event): Promise<FormData> {
	const type = request.headers.get('content-type') ?? '';
	const kind = TYPE.exec(type)?.[1]?.toLowerCase();
	if (!kind) error(415, m.error_form_type());
	const limit = bodyLimit(route.id);
	const bytes = await readLimited(request, limit);
	if (!bytes) error(413, m.error_form_too_large({ size: sizeName(limit) }));
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
	if (standsMoreOften(bytes, mark, MOST_FIELDS))
		error(413, m.error_form_too_many({ limit: MOST_FIELDS }));
	try {
		return await new Response(bytes, { headers: { 'content-type': readAs } }).formData();
	} catch {
		error(400, m.error_form_unreadable());
	}
}

/** Before the form is parsed, which takes seconds for millions of fields. */
function standsMoreOften(bytes: Buffer, mark: string, most: number): boolean {
	let count = 0;
	let at = bytes.indexOf(mark);
	while (at !== -1 && count <= most) {
		count += 1;
		at = bytes.indexOf(mark, at + mark.length);
	}
	return count > most;
}

/** "64 kB", "8 MB": the same in every language. */
function sizeName(bytes: number): string {
	const kB = Math.round(bytes / 1_024);
	return kB < 1_024 ? `${kB} kB` : `${Math.round(kB / 1_024)} MB`;
}
