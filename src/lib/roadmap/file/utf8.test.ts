import { expect, test } from 'vitest';
import { readUtf8 } from './utf8.ts';

test('reads UTF-8 and nothing else', () => {
	expect(readUtf8(new TextEncoder().encode('Société 安全'))).toBe('Société 安全');
	expect(readUtf8(Buffer.from('Société', 'latin1'))).toBeNull();
	expect(readUtf8(Buffer.from('Société', 'utf16le'))).not.toBe('Société');
});
