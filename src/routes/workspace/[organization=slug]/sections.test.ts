import { expect, test } from 'vitest';
import { isWithin, sectionGroups } from './sections.ts';

const groupOf = (path: string, role = 'leader') => {
	const groups = sectionGroups(role);
	return groups.filter((group) => isWithin(group, groups, path)).map(({ name }) => name);
};

test('each page of the workspace stands in one group', () => {
	for (const [path, name] of [
		['', 'work'],
		['/goals/teams', 'work'],
		['/certify/7', 'work'],
		['/teamster', 'work'],
		['/teams', 'people'],
		['/members', 'people'],
		['/import/7', 'settings'],
		['/tokens', 'settings']
	] as const)
		expect(groupOf(path), path).toEqual([name]);
});

test('a role is offered what it may use', () => {
	const paths = (role: string) =>
		sectionGroups(role).map(({ sections }) => sections.map(({ path }) => path));
	expect(paths('reviewer')).toEqual([[''], ['/teams'], ['/notices']]);
	expect(paths('contributor').flat()).not.toContain('/members');
	expect(paths('leader').flat()).toHaveLength(9);
});
