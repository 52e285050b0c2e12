import { to } from '$lib/locale.ts';
import { inOrder } from '$lib/drafts/in-order.ts';

/** With the way to the server it stays below the two seconds of typing that may be lost. */
const AFTER_MS = 800;
const AGAIN_MS = 10_000;

/** What the server has: as text, by {@link inOrder}, with its version, and how many ms ago it was kept. */
export type Copy = { typed: string; saved_at: string; age: number };

/** Why there is no copy of what is typed now: no answer, nobody signed in any more, too much, or another answer. */
export type Trouble = 'unreachable' | 'signed_out' | 'too_large' | 'refused';

class NotAutosaved extends Error {
	readonly why: Trouble;
	constructor(why: Trouble) {
		super(why);
		this.why = why;
	}
}

const whyNot = (thrown: unknown): Trouble =>
	thrown instanceof NotAutosaved ? thrown.why : 'unreachable';

/**
 * The copy of a form on the server, for another tab, another machine or after a crash. It follows what
 * is typed, also without a pause, less than two seconds behind; where it cannot be had just now it
 * tries again until it can. Nothing is sent before it is known what the server has, and nothing over a
 * copy that this form has not seen.
 */
export class AutosaveOnServer {
	/** What became of the copy: none yet, on its way, there, or why it is not. */
	state = $state<'none' | 'saving' | 'saved' | Trouble>('none');
	/** The version of the copy that was seen there last; null for none. */
	heldAt: string | null = $state(null);
	/** What that copy says; null where that is not known. */
	#held: string | null = null;
	/** What was sent and not answered: any of it may be there. */
	#unanswered: string[] = [];
	#address: string;
	#form: string;
	#found: (copy: Copy) => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** When the timer runs out. */
	#due = 0;
	/** What is to be kept; null where nothing is. */
	#latest: string | null = null;
	#follows = false;
	#over = false;
	/** One request after another: the last that is typed is the last that is kept. */
	#last: Promise<unknown> = Promise.resolve();

	/**
	 * `form` is the form's address within the workspace, without a language; `found` is told of a copy that
	 * somebody else kept meanwhile.
	 */
	constructor(slug: string, form: string, found: (copy: Copy) => void) {
		this.#address = to(`/workspace/${slug}/autosave`);
		this.#form = form;
		this.#found = found;
	}

	/** What is kept, as soon as the server can be asked; null where nothing is. */
	async read(): Promise<Copy | null> {
		while (!this.#over) {
			try {
				return await this.#then(() => this.#see());
			} catch (thrown) {
				if (this.#latest !== null) this.state = whyNot(thrown);
			}
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
		}
		return null;
	}

	/** Sends from now on what is typed. Call it once what was read has been looked at. */
	follow() {
		this.#follows = true;
	}

	/** Keeps this in a while, or what is typed until then. */
	keep(typed: string) {
		if (typed === this.#held && this.#unanswered.length === 0) {
			this.stop();
			this.state = 'saved';
			return;
		}
		this.#latest = typed;
		if (this.state === 'none') this.state = 'saving';
		this.#within(AFTER_MS);
	}

	#within(wait: number) {
		const due = Date.now() + wait;
		if (!this.#follows || this.#latest === null) return;
		if (this.#timer !== undefined && this.#due <= due) return;
		clearTimeout(this.#timer);
		this.#due = due;
		this.#timer = setTimeout(() => this.#send(this.#latest!), wait);
	}

	#send(typed: string) {
		this.#timer = undefined;
		this.state = 'saving';
		this.#then(() => this.#put(typed)).catch((thrown) => {
			this.state = whyNot(thrown);
			// The same would be as large again; what is typed next may not be.
			if (this.state === 'too_large') this.#unanswered.pop();
			else this.#within(AGAIN_MS);
		});
	}

	async #put(typed: string) {
		if (this.#unanswered.length > 0) await this.#settle();
		this.#unanswered.push(typed);
		const body = JSON.stringify({
			form: this.#form,
			title: document.title.split(' · ')[0] || this.#form,
			typed: JSON.parse(typed),
			based_on: this.heldAt
		});
		const answer = await this.#ask('PUT', body);
		if (answer.status === 409) {
			this.#unanswered.pop();
			await this.#settle();
			return this.#within(AFTER_MS);
		}
		this.heldAt = await answer.json();
		this.#held = typed;
		this.#unanswered = [];
		this.state = 'saved';
	}

	/** Learns what became of what was not answered; tells of what is not this form's. */
	async #settle() {
		const [before, sent] = [this.heldAt, this.#unanswered];
		const copy = await this.#see();
		if (copy && copy.saved_at !== before && !sent.includes(copy.typed)) this.#found(copy);
	}

	/** Drops what is kept, unless it is another's, and keeps nothing any more. */
	drop() {
		this.stop();
		this.state = 'none';
		this.#then(async () => {
			if (this.#unanswered.length > 0) await this.#settle();
			if (this.heldAt !== null) await this.#ask('DELETE');
			this.heldAt = null;
			this.#held = null;
		}).catch(() => undefined);
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

	/** Stops for good. */
	end() {
		this.stop();
		this.#over = true;
	}

	#then<R>(work: () => Promise<R>): Promise<R> {
		const result = this.#last.catch(() => undefined).then(work);
		this.#last = result;
		return result;
	}

	async #see(): Promise<Copy | null> {
		const found = await (await this.#ask('GET')).json();
		const copy: Copy | null = found && { ...found, typed: inOrder(found.typed) };
		this.heldAt = copy?.saved_at ?? null;
		this.#held = copy?.typed ?? null;
		this.#unanswered = [];
		return copy;
	}

	async #ask(method: string, body?: string): Promise<Response> {
		const version = method === 'DELETE' ? `&saved_at=${encodeURIComponent(this.heldAt ?? '')}` : '';
		const query = body ? '' : `?form=${encodeURIComponent(this.#form)}${version}`;
		const answer = await fetch(this.#address + query, {
			method,
			body,
			headers: body ? { 'content-type': 'application/json' } : {},
			// The sign-in page in place of an answer is no answer.
			redirect: 'manual',
			// The page may be left while it is under way. Browsers take no more than 64 KiB so.
			keepalive: (body?.length ?? 0) < 20_000
		});
		if (answer.ok || answer.status === 409) return answer;
		if (answer.type === 'opaqueredirect') throw new NotAutosaved('signed_out');
		throw new NotAutosaved(answer.status === 413 ? 'too_large' : 'refused');
	}
}
