import { expect, test } from 'vitest';
import { bearer, bytesOf, idempotencyKey, isJson, parseJson } from './request.ts';

const with_ = (name: string, value: string) => new Headers({ [name]: value });

test.each([
	['Bearer wmk_1', 'wmk_1'],
	['bearer  wmk_1 ', 'wmk_1'],
	['Basic wmk_1', null],
	['Bearer', null],
	['Bearer a b', null]
])('the token of %j is %j', (value, token) => {
	expect(bearer(with_('authorization', value))).toBe(token);
	expect(bearer(new Headers())).toBeNull();
});

test.each([
	['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
	['acme/evaluations/7', 'acme/evaluations/7'],
	['"a \\"b\\" \\\\c"', 'a "b" \\c'],
	['x'.repeat(255), 'x'.repeat(255)],
	['x'.repeat(256), null],
	['""', null],
	['" "', null],
	['é', null]
])('the key of %j is %j', (value, key) => {
	expect(idempotencyKey(with_('idempotency-key', value))).toBe(key);
	expect(idempotencyKey(new Headers())).toBeNull();
});

test.each([
	['application/json', true],
	['Application/JSON; charset=utf-8', true],
	['application/jsonp', false],
	['text/plain', false],
	['application/x-www-form-urlencoded', false]
])('%s is JSON: %s', (value, json) => {
	expect(isJson(with_('content-type', value))).toBe(json);
	expect(isJson(new Headers())).toBe(false);
});

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
	expect((await bytesOf(post('12345'), 5))?.toString()).toBe('12345');
	expect(await bytesOf(post('123456'), 5)).toBeNull();
	expect((await bytesOf(post(stream(5)), 5_000))?.length).toBe(5_000);
	expect(await bytesOf(post(stream(Infinity)), 5_000)).toBeNull();
	expect((await bytesOf(post(null), 5))?.length).toBe(0);
});

test('JSON is UTF-8', () => {
	expect(parseJson(Buffer.from('{"a":1}'))).toEqual({ value: { a: 1 } });
	expect(parseJson(Buffer.from('{'))).toEqual({ reason: expect.stringMatching(/JSON/) });
	expect(parseJson(Buffer.from([0x22, 0xff, 0x22]))).toEqual({ reason: expect.any(String) });
});
