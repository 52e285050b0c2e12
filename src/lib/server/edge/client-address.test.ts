import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';

const from = (headers: Record<string, string>, remoteAddress: string | undefined = '10.0.0.1') => ({
	headers,
	socket: remoteAddress === undefined ? {} : { remoteAddress }
});
const behind = (addressHeader: string | null, xffDepth = 1) => ({ addressHeader, xffDepth });

test.each([
	['10.0.0.1', '10.0.0.1'],
	['::ffff:10.0.0.1', '10.0.0.1'],
	['::ffff:a00:1', '10.0.0.1'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['2001:DB8::1', '2001:db8:0:0::/64'],
	['fe80::1%eth0', 'fe80:0:0:0::/64'],
	['::1', '0:0:0:0::/64'],
	['', 'unknown']
])('a connection from %j counts as %s', (remote, address) => {
	const request = from({ 'x-forwarded-for': '1.2.3.4' }, remote);
	expect(clientAddress(request, behind(null))).toBe(address);
});

test.each([
	['1.2.3.4', 1, '1.2.3.4'],
	['9.9.9.9, 1.2.3.4', 1, '1.2.3.4'],
	['9.9.9.9, 1.2.3.4, 10.0.0.2', 2, '1.2.3.4'],
	['[2001:db8::1]:443', 1, '2001:db8:0:0::/64'],
	['1.2.3.4:5678', 1, '1.2.3.4'],
	['::ffff:1309:909', 1, '19.9.9.9'],
	['0:0:0:0:0:ffff:19.9.9.9', 1, '19.9.9.9'],
	['[::ffff:1309:909]:443', 1, '19.9.9.9'],
	['1.2.3.4', 2, '10.0.0.1'],
	['zzz', 1, '10.0.0.1'],
	['1.2.3.4,', 1, '10.0.0.1'],
	['\0', 1, '10.0.0.1'],
	['999.1.1.1', 1, '10.0.0.1']
])('X-Forwarded-For %j at depth %i names %s', (value, depth, address) => {
	const request = from({ 'x-forwarded-for': value });
	expect(clientAddress(request, behind('x-forwarded-for', depth))).toBe(address);
});

test('another header names one; without it the connection counts', () => {
	const config = behind('cf-connecting-ip', 7);
	expect(clientAddress(from({ 'cf-connecting-ip': '1.2.3.4' }), config)).toBe('1.2.3.4');
	expect(clientAddress(from({}), config)).toBe('10.0.0.1');
});
