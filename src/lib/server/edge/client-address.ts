import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import type { Config } from '../config.ts';

/**
 * Who sent a request, as far as tries are counted: the address that the proxy in front names, or else that
 * of the connection. Of IPv6 the first half, since whoever has one such address has all that share it.
 */
export function clientAddress(
	{ headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string } },
	{ addressHeader, xffDepth }: Pick<Config, 'addressHeader' | 'xffDepth'>
): string {
	const direct = plain(socket.remoteAddress ?? '') ?? 'unknown';
	if (!addressHeader) return direct;
	// Node joins what comes more than once.
	const named = String(headers[addressHeader] ?? '').split(',');
	// Each proxy adds the address that it was asked from at the end; what stands before can be made up.
	const at = addressHeader === 'x-forwarded-for' ? named.length - xffDepth : named.length - 1;
	return plain(named[at] ?? '') ?? direct;
}

/** Without a port, brackets and the like; null for what is no address. */
function plain(text: string): string | null {
	const bare = text
		.trim()
		.replace(/^\[(.*)\](:\d+)?$/, '$1')
		.replace(/^((?:\d+\.){3}\d+):\d+$/, '$1')
		.replace(/^::ffff:(?=(?:\d+\.){3}\d+$)/i, '');
	if (isIPv4(bare)) return bare;
	const address = bare.replace(/%.*$/, '');
	if (!isIPv6(address)) return null;
	const whole = new URL(`http://[${address}]`).hostname.slice(1, -1);
	const [head = '', tail] = whole.split('::');
	const groups = head.split(':').filter(Boolean);
	const after = tail?.split(':').filter(Boolean) ?? [];
	const zeros = new Array<string>(8 - groups.length - after.length).fill('0');
	return `${[...groups, ...zeros, ...after].slice(0, 4).join(':')}::/64`;
}
