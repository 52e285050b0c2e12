/** How long an answer may take to begin, and each piece of it to follow; in ms. */
const LIMIT = 10_000;
/** As {@link LIMIT}, where a file is sent first. */
const UPLOAD_LIMIT = 60_000;

/**
 * A `fetch` of which no call is without an end. One that takes longer rejects; so does reading its body
 * where that stops coming. Who reads slowly has all the time they need.
 */
export function inTime(
	fetch: typeof globalThis.fetch,
	{ limit = LIMIT, uploadLimit = UPLOAD_LIMIT } = {}
): typeof globalThis.fetch {
	return async (input, init) => {
		const address = input instanceof Request ? input.url : String(input);
		const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
		const uploads = method !== 'GET' && address.includes('/storage/v1/object/');
		const end = new AbortController();
		const within = async <T>(time: number, work: Promise<T>): Promise<T> => {
			const late = new DOMException(`No answer within ${time / 1_000} s.`, 'TimeoutError');
			const timer = setTimeout(() => end.abort(late), time);
			return work.finally(() => clearTimeout(timer));
		};
		const own = init?.signal ?? (input instanceof Request ? input.signal : null);
		const signal = own ? AbortSignal.any([own, end.signal]) : end.signal;
		const response = await within(uploads ? uploadLimit : limit, fetch(input, { ...init, signal }));
		if (!response.body) return response;
		const reader = response.body.getReader();
		const body = new ReadableStream<Uint8Array>({
			async pull(controller) {
				const { done, value } = await within(limit, reader.read());
				if (done) controller.close();
				else controller.enqueue(value);
			},
			cancel: (reason) => reader.cancel(reason)
		});
		const { status, statusText, headers } = response;
		return new Response(body, { status, statusText, headers });
	};
}
