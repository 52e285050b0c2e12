import type { IncomingMessage } from 'node:http';
import type { Config } from '../config.ts';
import { clientOf } from '../people/attempts/client.ts';

/**
 * Who sent a request, as far as tries are counted: the address that the proxy in front names, or else that
 * of the connection.
 */
export function clientAddress(
	{ headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string } },
	{ addressHeader, xffDepth }: Pick<Config, 'addressHeader' | 'xffDepth'>
): string {
	const direct = named(socket.remoteAddress ?? '') ?? 'unknown';
	if (!addressHeader) return direct;
	// Node joins what comes more than once.
	const list = String(headers[addressHeader] ?? '').split(',');
	// Each proxy adds the address that it was asked from at the end; what stands before can be made up.
	const at = addressHeader === 'x-forwarded-for' ? list.length - xffDepth : list.length - 1;
	return named(list[at] ?? '') ?? direct;
}

/** Whom the text names, without a port, brackets and the like; null for what is no address. */
const named = (text: string) =>
	clientOf(
		text
			.trim()
			.replace(/^\[(.*)\](:\d+)?$/, '$1')
			.replace(/^((?:\d+\.){3}\d+):\d+$/, '$1')
	);
