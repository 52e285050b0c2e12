import { expect, test } from 'vitest';
import { stageOf } from './stage.ts';

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const one = { id: 'x', state: 'ready' as const, rehearsed: 0, touched_at: ago(0), refusal: null };

test('whoever reads a list of imports learns how far each is', () => {
	const stage = (more: Partial<Parameters<typeof stageOf>[0]>) => stageOf({ ...one, ...more });
	const left = { touched_at: ago(60_000) };
	expect(stage({})).toBe('preview');
	expect(stage({ state: 'adding' })).toBe('adding');
	expect(stage({ rehearsed: 1 })).toBe('checking');
	expect(stage({ rehearsed: 1, ...left })).toBe('stopped');
	expect(stage({ state: 'settling', rehearsed: 1 })).toBe('settling');
	expect(stage({ state: 'settling', rehearsed: 1, ...left })).toBe('stopped');
	expect(stage({ state: 'refused', refusal: { details: 'future_day' } })).toBe('refused');
	expect(stage({ state: 'refused', refusal: { details: 'import_gone' } })).toBe('gone');
});
