import { isIPv6 } from 'node:net';

/**
 * Whom an address on the network stands for: itself in IPv4; in IPv6 its first 64 bits, since whoever has
 * one address of such a block has them all.
 */
export function clientOf(address: string): string {
	const plain = address.split('%')[0]!.toLowerCase();
	if (!isIPv6(plain)) return address;
	const groups = groupsOf(plain);
	const isIPv4 = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
	if (isIPv4)
		return groups
			.slice(6)
			.flatMap((group) => [group >> 8, group & 0xff])
			.join('.');
	return `${groups
		.slice(0, 4)
		.map((group) => group.toString(16))
		.join(':')}::/64`;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
	const [head = [], tail = []] = address.split('::').map(parts);
	return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/** Groups as they are written; an IPv4 address at the end makes two of them. */
function parts(text: string): number[] {
	if (text === '') return [];
	return text.split(':').flatMap((part) => {
		if (!part.includes('.')) return [parseInt(part, 16)];
		const [a, b, c, d] = part.split('.').map(Number) as [number, number, number, number];
		return [(a << 8) | b, (c << 8) | d];
	});
}
