import { isIPv4, isIPv6, SocketAddress } from 'node:net';

/**
 * Whom an address on the network stands for, however it is written: itself in IPv4; in IPv6 its first 64
 * bits, since whoever has one address of such a block has them all. Null for what is no address.
 */
export function clientOf(text: string): string | null {
	if (isIPv4(text)) return text;
	const address = text.replace(/%.*$/, '');
	if (!isIPv6(address)) return null;
	const short = new SocketAddress({ address, family: 'ipv6' }).address;
	// An IPv4 address, as a socket of both families names it.
	const inside = short.replace(/^::ffff:/, '');
	if (isIPv4(inside)) return inside;
	const [head = [], tail = []] = short
		.split('::')
		.map((part) => part.split(':').filter((group) => group !== ''));
	const zeros = Array<string>(8 - head.length - tail.length).fill('0');
	return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}

/** The /48 around a client that is a /64, or null: a customer of a provider may have all its 65,536. */
export function networkOf(client: string): string | null {
	const whole = /^((?:[\da-f]+:){3})[\da-f]+::\/64$/.exec(client);
	return whole && `${whole[1]}:/48`;
}
