/** How a page is given up that cannot be drawn. Without SvelteKit, as in a command, by an Error. */
let how = (_status: 400 | 503, message: string): never => {
	throw new Error(message);
};

/** Tells this module of SvelteKit's `error`, which it cannot import: the commands load it too. */
export function giveUpWith(error: typeof how): void {
	how = error;
}

/** Ends the request: 400 for what was sent, 503 where the backend does not answer. */
export const giveUp: typeof how = (status, message) => how(status, message);
