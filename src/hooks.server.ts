import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { openInstance } from '$lib/server/backend/index.ts';
import { record } from '$lib/server/record.ts';
import { announceSetUp } from '$lib/server/workspace/set-up.ts';

/** Opens the backend and reads the record before the first request is answered. */
export const init: ServerInit = async () => {
	await openInstance();
	await record();
	await announceSetUp();
};

/** What the workspace answers is one person's: no cache may keep it, a session's cookies least of all. */
const NOBODY_ELSES = {
	'cache-control': 'private, no-cache, no-store, must-revalidate, max-age=0',
	expires: '0',
	pragma: 'no-cache'
};

export const handle: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	if (/^\/workspace(\/|$)/.test(event.url.pathname))
		for (const [name, value] of Object.entries(NOBODY_ELSES)) response.headers.set(name, value);
	return response;
};

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status === 404) return { message, code: 'not_found' };
	const code = crypto.randomUUID().slice(0, 8);
	console.error(`error ${code} at ${event.request.method} ${event.url.pathname}:`, error);
	return {
		message: `Something failed here. It was noted as ${code}; nothing that was stored is lost.`,
		code
	};
};
