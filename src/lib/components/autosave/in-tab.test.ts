import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AutosaveInTab } from './in-tab.ts';

/** A tab's storage that holds so many characters. */
function storageOf(most: number) {
	const held = new Map<string, string>();
	return {
		getItem: (name: string) => held.get(name) ?? null,
		removeItem: (name: string) => held.delete(name),
		setItem(name: string, text: string) {
			if (text.length > most) throw new DOMException('full', 'QuotaExceededError');
			held.set(name, text);
		}
	};
}

describe('the copy of a form in its tab', () => {
	beforeEach(() => vi.stubGlobal('sessionStorage', storageOf(100)));
	afterEach(() => vi.unstubAllGlobals());

	it('is read as it was written', () => {
		const kept = new AutosaveInTab('form');
		kept.write({ typed: 'text', at: 1, held_at: null });
		expect(kept.read()).toEqual({ typed: 'text', at: 1, held_at: null });
	});

	it('is left out where the tab has no room, and no older one is left in its place', () => {
		const kept = new AutosaveInTab('form');
		kept.write({ typed: 'text', at: 1, held_at: null });
		kept.other = 'text';
		kept.write({ typed: 'x'.repeat(100), at: 2, held_at: null });
		kept.other = 'x'.repeat(101);
		expect(kept.read()).toBeNull();
		expect(kept.other).toBeNull();
	});
});
