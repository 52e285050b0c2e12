import { expect } from '@playwright/test';
import type { Server } from './app.ts';

/** What the log says where something unforeseen failed. */
const UNFORESEEN = /"status":5\d\d|"msg":"unforeseen"/;

/**
 * Stops a server as its operator would, and fails where it did not end well or where its log has a line
 * of this pattern. Only those lines are said: Playwright loses the error of a worker's end where that is
 * long, and the run is green then.
 */
export async function stopInPeace(server: Server, wrong: RegExp = UNFORESEEN): Promise<void> {
	expect(await server.stop(), server.output.slice(-2_000)).toEqual({ code: 0, signal: null });
	const lines = server.output.split('\n').filter((line) => wrong.test(line));
	expect(lines.slice(0, 3).map((line) => line.slice(0, 500))).toEqual([]);
}
