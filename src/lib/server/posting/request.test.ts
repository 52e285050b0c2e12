import { expect, test } from 'vitest';
import { bearer, idempotencyKey, isJson, isToken } from './request.ts';

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
	[`wmk_${'0'.repeat(64)}`, true],
	[`wmk_${'0'.repeat(63)}`, false],
	['0'.repeat(64), false],
	[`wmk_${'0'.repeat(64)}\n`, false]
])('%j can be a token: %s', (text, can) => {
	expect(isToken(text)).toBe(can);
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
