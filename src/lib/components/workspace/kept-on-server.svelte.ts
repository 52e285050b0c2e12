import { to } from '$lib/locale.ts';

/** With the way to the server it stays below the two seconds of typing that may be lost. */
const AFTER_MS = 800;
const AGAIN_MS = 10_000;

/**
 * The copy of a form on the server, for another tab, another machine or after a crash. It follows what
 * is typed, also without a pause, less than two seconds behind; where the server cannot be reached it tries again until it can.
 */
export class KeptOnServer {
	/** What became of the copy: none yet, on its way, there, or not to be had just now. */
	state = $state<'none' | 'keeping' | 'kept' | 'failed'>('none');
	#address: string;
	#form: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** When the timer runs out. */
	#due = 0;
	/** What is to be kept; null where nothing is. */
	#latest: string | null = null;
	/** Whether there may be a copy; not known before it is asked for. */
	#maybe = true;
	/** One request after another: the last that is typed is the last that is kept. */
	#last: Promise<unknown> = Promise.resolve();

	/** `form` is the form's address within the workspace, without a language. */
	constructor(slug: string, form: string) {
		this.#address = to(`/workspace/${slug}/kept`);
		this.#form = form;
	}

	/** What is kept; null where nothing is, or the server cannot be asked. */
	async read(): Promise<string | null> {
		const answer = await this.#ask('GET').catch(() => null);
		if (!answer) return null;
		const typed = await answer.json();
		this.#maybe = this.state !== 'none' || typed !== null;
		if (typed === null) return null;
		this.state = 'kept';
		return JSON.stringify(typed);
	}

	/** Keeps this in a while, or what is typed until then. */
	keep(typed: string) {
		this.#latest = typed;
		this.#within(AFTER_MS);
	}

	#within(wait: number) {
		const due = Date.now() + wait;
		if (this.#latest === null || (this.#timer !== undefined && this.#due <= due)) return;
		clearTimeout(this.#timer);
		this.#due = due;
		this.#timer = setTimeout(() => this.#send(this.#latest!), wait);
	}

	#send(typed: string) {
		this.#timer = undefined;
		this.state = 'keeping';
		this.#maybe = true;
		const body = JSON.stringify({
			form: this.#form,
			title: document.title.split(' · ')[0] || this.#form,
			typed: JSON.parse(typed)
		});
		this.#then(async () => {
			await this.#ask('PUT', body);
			this.state = 'kept';
		}).catch(() => {
			this.state = 'failed';
			this.#within(AGAIN_MS);
		});
	}

	/** Keeps nothing any more, and drops what is kept. */
	drop() {
		this.stop();
		this.state = 'none';
		if (!this.#maybe) return;
		this.#maybe = false;
		this.#then(() => this.#ask('DELETE')).catch(() => undefined);
	}

	/** Drops what was kept of changes that are taken back. */
	revert() {
		this.stop();
		if (this.state !== 'none') this.drop();
	}

	/** Stops following what is typed. */
	stop() {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#latest = null;
	}

	#then(work: () => Promise<unknown>): Promise<unknown> {
		this.#last = this.#last.catch(() => undefined).then(work);
		return this.#last;
	}

	async #ask(method: string, body?: string): Promise<Response> {
		const query = body ? '' : `?form=${encodeURIComponent(this.#form)}`;
		const answer = await fetch(this.#address + query, {
			method,
			body,
			headers: body ? { 'content-type': 'application/json' } : {},
			// The sign-in page in place of an answer is no answer.
			redirect: 'manual',
			// The page may be left while it is under way. Browsers take no more than 64 KiB so.
			keepalive: (body?.length ?? 0) < 20_000
		});
		if (!answer.ok) throw new Error(`${answer.status}`);
		return answer;
	}
}
