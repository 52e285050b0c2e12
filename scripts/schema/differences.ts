import { createTwoFilesPatch } from 'diff';
import type { Catalogue } from './catalogue.ts';

/** A database, and what it was made from. */
export type Side = { from: string; has: Catalogue };

/** Says in words what one of two databases has and the other lacks or has otherwise. Empty: they are equal. */
export function differences(one: Side, other: Side): string[] {
	const names = new Set([...one.has.keys(), ...other.has.keys()]);
	return [...names].sort().flatMap((name) => {
		const [a, b] = [one.has.get(name), other.has.get(name)];
		if (a === b) return [];
		if (b === undefined) return [`Only ${one.from} has the ${name}:\n${indented(a!)}`];
		if (a === undefined) return [`Only ${other.from} has the ${name}:\n${indented(b)}`];
		return [`The ${name} differs:\n${indented(sideBySide(one.from, other.from, a, b))}`];
	});
}

const indented = (text: string) => text.replace(/^/gm, '    ');

function sideBySide(from: string, other: string, a: string, b: string): string {
	if (!`${a}${b}`.includes('\n')) return `${from}: ${a}\n${other}: ${b}`;
	const patch = createTwoFilesPatch(from, other, `${a}\n`, `${b}\n`, '', '', { context: 2 });
	return patch.replace(/^=+\n/, '').trimEnd();
}
