import { sheetAnswer } from '$lib/server/drafts/sheet-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url }) => sheetAnswer('updates', url);
