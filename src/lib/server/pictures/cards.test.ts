import { expect, test, vi } from 'vitest';
import { drawnCard } from './cards.ts';
import { MOST_WAITING } from './renderer.ts';

const svg = (side: number) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><rect width="9" height="9"/></svg>`;

test('who asks for the same card, at once or later, gets the one drawing', async () => {
	const draw = vi.fn(() => svg(20));
	const first = await Promise.all([1, 2, 3].map(() => drawnCard('same', draw)));
	const later = await drawnCard('same', draw);
	expect(draw).toHaveBeenCalledTimes(1);
	expect(new Set([...first, later]).size).toBe(1);
	expect(later).toMatchObject({ tag: expect.stringMatching(/^[\w-]{43}$/) });
});

test('another position is another picture', async () => {
	const tags = await Promise.all(
		[1, 2].map((seq) => drawnCard(`grown ${seq}`, () => svg(30 * seq)))
	);
	expect(tags[0]).not.toEqual(tags[1]);
});

test('a card that could not be drawn is drawn when it is asked for again', async () => {
	expect(await drawnCard('broken', () => 'no picture')).toBe('failed');
	expect(await drawnCard('broken', () => svg(10))).toHaveProperty('png');
});

test('more cards than can wait are refused, and none of those that wait', async () => {
	const asked = Array.from({ length: MOST_WAITING + 6 }, (_, at) =>
		drawnCard(`many ${at}`, () => svg(10))
	);
	const drawn = await Promise.all(asked);
	expect(drawn).toContain('busy');
	expect(drawn.filter((each) => typeof each === 'object').length).toBeGreaterThanOrEqual(
		MOST_WAITING
	);
	expect(await drawnCard(`many ${asked.length - 1}`, () => svg(10))).toHaveProperty('png');
});
