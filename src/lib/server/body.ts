/**
 * The bytes of a request, or null where they are more than `limit`. Of those the rest is dropped, within
 * bounds: a client that is still sending when the connection closes never sees the answer. What
 * Content-Length says only sizes the first piece of memory.
 */
export async function readLimited(request: Request, limit: number): Promise<Buffer | null> {
	const stated = Number(request.headers.get('content-length')) || 65_536;
	let bytes = Buffer.allocUnsafe(Math.min(Math.max(stated, 1_024), limit));
	let length = 0;
	try {
		for await (const part of request.body ?? []) {
			const at = length;
			length += part.byteLength;
			if (length > 4 * limit) break;
			if (length > limit) continue;
			if (length > bytes.length) {
				const larger = Buffer.allocUnsafe(Math.min(limit, 2 * length));
				bytes.copy(larger, 0, 0, at);
				bytes = larger;
			}
			bytes.set(part, at);
		}
	} catch (thrown) {
		// The adapter's own limit.
		if ((thrown as { status?: number }).status === 413) return null;
		throw thrown;
	}
	return length > limit ? null : bytes.subarray(0, length);
}
