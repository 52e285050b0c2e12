import { expect, test } from 'vitest';
import { readLimited } from './body.ts';

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
