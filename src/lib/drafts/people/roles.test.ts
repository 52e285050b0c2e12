import { expect, test } from 'vitest';
import { onlyLeaderWithout } from './roles.ts';

const member = (id: string, role: string, removed_at: string | null = null) => ({
	id,
	role,
	removed_at
});
const left = (id: string, ...members: ReturnType<typeof member>[]) =>
	onlyLeaderWithout(members, id)?.id ?? null;

test('of two leaders one is left, whoever else is a member or was one', () => {
	const others = [
		member('contributor', 'contributor'),
		member('reviewer', 'reviewer'),
		member('former', 'leader', '2026-01-01T00:00:00Z')
	];
	const [a, b, c] = ['a', 'b', 'c'].map((id) => member(id, 'leader'));
	expect(left('a', a!, b!, ...others)).toBe('b');
	expect(left('b', a!, b!, ...others)).toBe('a');
	expect(left('contributor', a!, b!, ...others)).toBe(null);
	expect(left('contributor', a!, ...others)).toBe(null);
	expect(left('former', a!, ...others)).toBe(null);
	expect(left('a', a!, ...others)).toBe(null);
	expect(left('a', a!, b!, c!, ...others)).toBe(null);
});
