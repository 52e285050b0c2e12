import { FILE_LIMIT } from '../../record/media-types.ts';

/**
 * The bytes of a request, or null once they are more than a file may have: then the rest is not read. What
 * Content-Length says only sizes the first piece of memory.
 */
export async function readLimited(
	request: Request,
	limit = FILE_LIMIT
): Promise<Uint8Array | null> {
	const stated = Number(request.headers.get('content-length')) || 65_536;
	let bytes = Buffer.allocUnsafe(Math.min(Math.max(stated, 1_024), limit));
	let length = 0;
	for await (const part of request.body ?? []) {
		if (length + part.byteLength > limit) return null;
		if (length + part.byteLength > bytes.length) {
			const larger = Buffer.allocUnsafe(Math.min(limit, 2 * (length + part.byteLength)));
			bytes.copy(larger, 0, 0, length);
			bytes = larger;
		}
		bytes.set(part, length);
		length += part.byteLength;
	}
	return bytes.subarray(0, length);
}
