import { firstErrors, pointer, sentences, type PostError } from '../../drafts/post/post-body.ts';
import { m } from '../../paraglide/messages.js';
import { givenTwice } from '../../roadmap/file/json.ts';
import { DEEPEST } from './limits.ts';

/**
 * The bytes of a request, or null where they are more than `limit`: where Content-Length says so nothing
 * is read, else no more than that. What is left is dropped (see edge/drain.ts), and the sender sees the
 * answer. Throws the reason of `deadline` when that comes first.
 */
export async function readLimited(
	request: Request,
	limit: number,
	deadline?: AbortSignal
): Promise<Buffer<ArrayBuffer> | null> {
	const stated = Number(request.headers.get('content-length')) || 0;
	if (stated > limit) return null;
	if (!request.body) return Buffer.alloc(0);
	deadline?.throwIfAborted();
	const reader = request.body.getReader();
	const over = Promise.withResolvers<never>();
	const giveUp = () => over.reject(deadline?.reason);
	deadline?.addEventListener('abort', giveUp, { once: true });
	try {
		let bytes = Buffer.allocUnsafe(Math.min(Math.max(stated, 65_536), limit));
		let length = 0;
		for (;;) {
			const { done, value } = await Promise.race([reader.read(), over.promise]);
			if (done) return bytes.subarray(0, length);
			const at = length;
			length += value.byteLength;
			if (length > limit) return null;
			if (length > bytes.length) {
				const larger = Buffer.allocUnsafe(Math.min(limit, 2 * length));
				bytes.copy(larger, 0, 0, at);
				bytes = larger;
			}
			bytes.set(value, at);
		}
	} catch (thrown) {
		// The adapter's own limit.
		if ((thrown as { status?: number }).status === 413) return null;
		throw thrown;
	} finally {
		deadline?.removeEventListener('abort', giveUp);
		// Not cancelled: the connection would end, and the answer with it.
		reader.releaseLock();
	}
}

/** `errors` are of the fields that are given twice, of which JSON.parse would drop the first in silence. */
export type Unreadable = { reason: string; errors?: PostError[] };

/** The JSON in UTF-8, or what is wrong with it: the parser's words, that it is nested too deep, or says two things. */
export function parseJson(bytes: Buffer): { value: unknown } | Unreadable {
	if (isTooDeep(bytes)) return { reason: m.error_json_deep({ limit: DEEPEST }) };
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		const value: unknown = JSON.parse(text);
		const twice = givenTwice(text);
		return twice.length === 0 ? { value } : saidTwice(twice);
	} catch (thrown) {
		return { reason: (thrown as Error).message };
	}
}

function saidTwice(twice: ReturnType<typeof givenTwice>): Unreadable {
	const all = twice.map((path) => ({ pointer: pointer(path), detail: m.import_json_twice() }));
	const errors = firstErrors({ errors: all, more: 0 });
	return { reason: sentences(errors), errors };
}

const [QUOTE, BACKSLASH] = Buffer.from('"\\');
const OPENING = new Set(Buffer.from('[{'));
const CLOSING = new Set(Buffer.from(']}'));

/** Whether text in JSON is nested deeper than is read; before it is parsed, since depth costs memory there. */
export function isTooDeep(bytes: Uint8Array): boolean {
	let depth = 0;
	let quoted = false;
	for (let at = 0; at < bytes.length; at += 1) {
		const byte = bytes[at]!;
		if (byte === QUOTE) quoted = !quoted;
		else if (quoted) at += Number(byte === BACKSLASH);
		else if (OPENING.has(byte)) {
			depth += 1;
			if (depth > DEEPEST) return true;
		} else if (CLOSING.has(byte)) depth -= 1;
	}
	return false;
}
