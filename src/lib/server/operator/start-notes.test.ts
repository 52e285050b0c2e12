import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { serve } from '../../../../tests/support/browser.ts';
import { openDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { openInstance } from '../instance.ts';
import { startNotes } from './start-notes.ts';

vi.setConfig({ hookTimeout: 180_000 });

let database: TestDatabase;
beforeAll(async () => {
	database = await openDatabase();
});
afterAll(() => database.close());

test('the commands that a log names can be copied as they stand', async () => {
	serve(database.backend, { DATA_DIR: '/srv/way mark', PORT: '8080' });
	vi.spyOn(process, 'stdout', 'get').mockReturnValue({ isTTY: false } as never);
	const notes = await startNotes(await openInstance());
	vi.restoreAllMocks();
	const before = `  DATA_DIR='/srv/way mark' PORT=8080 npm run operator --`;
	expect(notes).toContain(`${before} sign-in-link --email ADDRESS`);
	expect(notes).toContain(`${before} set-up-link`);
	expect(notes.join('\n')).toContain('Stop this server, make a link that signs in');
});
