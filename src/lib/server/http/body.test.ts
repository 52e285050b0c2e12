import { expect, test, vi } from 'vitest';
import { parseJson, readLimited } from './body.ts';

test('a body is read up to its limit, and not without end beyond it', async () => {
	const post = (body: BodyInit | null) =>
		new Request('http://x', { method: 'POST', body, duplex: 'half' } as RequestInit);
	const stream = (count: number) => {
		let left = count;
		return new ReadableStream<Uint8Array>({
			pull: (controller) =>
				left-- > 0 ? controller.enqueue(new Uint8Array(1_000)) : controller.close()
		});
	};
	expect((await readLimited(post('12345'), 5))?.toString()).toBe('12345');
	for (const longer of ['123456', 'x'.repeat(1_000)])
		expect(await readLimited(post(longer), 5)).toBeNull();
	expect((await readLimited(post(stream(5)), 5_000))?.length).toBe(5_000);
	expect((await readLimited(post(stream(100)), 200_000))?.length).toBe(100_000);
	expect(await readLimited(post(stream(Infinity)), 5_000)).toBeNull();
	expect((await readLimited(post(null), 5))?.length).toBe(0);
});

test('a body that does not come in time is given up, and its sender can still be answered', async () => {
	const cancel = vi.fn();
	// One piece, and then nothing more.
	const body = new ReadableStream<Uint8Array>({
		start: (controller) => controller.enqueue(new Uint8Array(10)),
		cancel
	});
	const post = new Request('http://x', { method: 'POST', body, duplex: 'half' } as RequestInit);
	const reading = readLimited(post, 100, AbortSignal.timeout(20));
	await expect(reading).rejects.toMatchObject({ name: 'TimeoutError' });
	// Cancelled, the connection would end with it.
	expect(cancel).not.toHaveBeenCalled();
	const whole = new Request('http://x', { method: 'POST', body: '12345' });
	const bytes = await readLimited(whole, 5, AbortSignal.timeout(10_000));
	expect(bytes?.toString()).toBe('12345');
});

test('JSON is UTF-8', () => {
	expect(parseJson(Buffer.from('{"a":1}'))).toEqual({ value: { a: 1 } });
	expect(parseJson(Buffer.from('{'))).toEqual({ reason: expect.stringMatching(/JSON/) });
	expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ reason: expect.any(String) });
});

test('JSON says each thing once, however deep it stands and however it is written', () => {
	const of = (text: string) => parseJson(Buffer.from(text));
	const twice = 'stands twice in the same object: keep one of the two';
	expect(of('{"grade":2,"evidence":[{"url":"a"},{"url":"b","\\u0075rl":"c"}],"grade":3}')).toEqual({
		reason: `#/evidence/1/url ${twice}. #/grade ${twice}.`,
		errors: [
			{ pointer: '#/evidence/1/url', detail: twice },
			{ pointer: '#/grade', detail: twice }
		]
	});
	expect(of('{"a/b":1,"a/b":1}')).toMatchObject({ errors: [{ pointer: '#/a~1b' }] });
	expect(of('{"a":{"a":1},"b":[{"a":1},{"a":1}]}')).toMatchObject({ value: { a: { a: 1 } } });
	// Of very many the first are told, and how many more there are.
	const many = of(`{${'"a":1,'.repeat(100_000)}"a":1}`);
	expect('errors' in many && many.errors).toHaveLength(51);
});
