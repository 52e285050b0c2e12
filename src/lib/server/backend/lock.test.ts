import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDirectory, UnfitDirectory } from './lock.ts';

let parent: string;
beforeEach(() => {
	parent = mkdtempSync(join(tmpdir(), 'waymark-lock-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
/** Makes a directory with that mode, whatever the process hides by default. */
function directoryWith(mode: number): string {
	const path = join(parent, 'data');
	mkdirSync(path);
	chmodSync(path, mode);
	return path;
}

test('a directory that is made is its owner’s alone', () => {
	const path = join(parent, 'a', 'data');
	lockDirectory(path)();
	expect(modeOf(path)).toBe('700');
});

test('an empty one, such as a fresh volume, is closed to others', () => {
	const path = directoryWith(0o777);
	lockDirectory(path)();
	expect(modeOf(path)).toBe('700');
});

test.each([0o755, 0o750, 0o701])(
	'one with mode %o and something in it is refused as it is',
	(mode) => {
		const path = directoryWith(mode);
		writeFileSync(join(path, 'photo.jpg'), '');
		expect(() => lockDirectory(path)).toThrow(UnfitDirectory);
		expect(() => lockDirectory(path)).toThrow(`chmod 700 ${path}`);
		expect(modeOf(path)).toBe(mode.toString(8));
		chmodSync(path, 0o700);
		lockDirectory(path)();
	}
);

test('a file is no directory', () => {
	const path = join(parent, 'data');
	writeFileSync(path, '');
	expect(() => lockDirectory(path)).toThrow('is not a directory. Set DATA_DIR to one');
});
