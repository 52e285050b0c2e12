/** A form as it was typed in this tab: when, in ms, and going on from which copy on the server. */
type Own = { typed: string; at: number; held_at: string | null };

/** The copy of a form in this tab's sessionStorage, and beside it another version that is offered. */
export class AutosaveInTab {
	#name: string;

	constructor(name: string) {
		this.#name = name;
	}

	read(): Own | null {
		const own = JSON.parse(sessionStorage.getItem(this.#name) ?? 'null') as Own | null;
		// One from before an update of the app is something else.
		return typeof own?.typed === 'string' ? own : null;
	}

	/** Of more than the browser keeps for a tab, some 5 MB, no copy stays, also not an older one. */
	write(own: Own) {
		store(this.#name, JSON.stringify(own));
	}

	remove() {
		sessionStorage.removeItem(this.#name);
	}

	get other(): string | null {
		return sessionStorage.getItem(`${this.#name} other`);
	}

	set other(typed: string | null) {
		if (typed === null) sessionStorage.removeItem(`${this.#name} other`);
		else store(`${this.#name} other`, typed);
	}

	/** Removes both. */
	forget() {
		this.remove();
		this.other = null;
	}
}

function store(name: string, text: string) {
	try {
		sessionStorage.setItem(name, text);
	} catch {
		sessionStorage.removeItem(name);
	}
}
