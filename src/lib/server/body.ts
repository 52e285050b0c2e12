/**
 * The bytes of a request, or null where they are more than `limit`. Of those the rest is dropped, within
 * bounds: a client that is still sending when the connection closes never sees the answer. What
 * Content-Length says only sizes the first piece of memory. Throws the reason of `deadline` when that
 * comes first; what was not read then stays, so that an answer can still be sent.
 */
export async function readLimited(
	request: Request,
	limit: number,
	deadline?: AbortSignal
): Promise<Buffer | null> {
	const stated = Number(request.headers.get('content-length')) || 65_536;
	let bytes = Buffer.allocUnsafe(Math.min(Math.max(stated, 1_024), limit));
	let length = 0;
	try {
		const pieces = deadline
			? request.body?.pipeThrough(new TransformStream<Uint8Array<ArrayBuffer>>(), {
					signal: deadline,
					preventCancel: true
				})
			: request.body;
		for await (const part of pieces ?? []) {
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

/** The JSON in UTF-8, or what the parser says is wrong with it. */
export function parseJson(bytes: Buffer): { value: unknown } | { reason: string } {
	try {
		return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
	} catch (thrown) {
		return { reason: (thrown as Error).message };
	}
}
