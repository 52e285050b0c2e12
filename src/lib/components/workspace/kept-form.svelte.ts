import { onDestroy, onMount, untrack } from 'svelte';
import { page } from '$app/state';
import { withoutLocale } from '$lib/locale.ts';
import { Attempt } from './attempt.svelte.ts';
import { KeptOnServer } from './kept-on-server.svelte.ts';

const SIGN_IN = '/workspace/sign-in';

/**
 * What is typed into a form, kept until it is stored: a copy in this tab's sessionStorage survives a
 * reload and a sign-in at once, and one on the server, less than two seconds behind, the loss of the tab. Make one
 * per form while the component is set up.
 */
export class KeptForm<T extends object> {
	/** What the fields are bound to. */
	typed: T = $state()!;
	readonly server: KeptOnServer;
	/** True when the fields were filled from the copy. */
	restored = $state(false);
	readonly attempt = new Attempt({
		answered: (result) => {
			if (result.type !== 'redirect') return;
			if (!withoutLocale(result.location).startsWith(SIGN_IN)) this.forget();
		},
		// The fields are left alone whatever the answer is.
		reset: false
	});
	#stored: string;
	#name: string;
	#done = false;

	/** `stored` is what the form starts from; `answered` what an action has just sent back, if any. */
	constructor(stored: T, answered: T | undefined) {
		this.typed = answered ?? stored;
		this.#stored = JSON.stringify(stored);
		const { pathname, searchParams } = page.url;
		// The same in both languages, so that nothing is lost by changing over.
		const path = withoutLocale(pathname);
		const corrects = searchParams.get('corrects') ?? '';
		this.#name = `waymark ${page.data.member?.id} ${path} ${corrects}`;
		const form = corrects ? `${path}?corrects=${encodeURIComponent(corrects)}` : path;
		this.server = new KeptOnServer(page.data.member?.organization.slug ?? '', form);
		onMount(() => {
			if (!answered) void this.#restore();
		});
		onDestroy(() => this.server.stop());
		$effect(() => this.#keep(JSON.stringify(this.typed)));
	}

	/** Drops the copy; the fields keep what they show. */
	forget() {
		this.#done = true;
		sessionStorage.removeItem(this.#name);
		this.server.drop();
	}

	/** Drops the copy and what was restored from it. */
	startOver = () => {
		this.typed = JSON.parse(this.#stored);
		this.restored = false;
	};

	async #restore() {
		const own = sessionStorage.getItem(this.#name);
		// At once, before the fields are first followed: this tab's copy is never the older one.
		if (own !== null) this.#fill(own);
		const kept = await this.server.read();
		// What is typed meanwhile is newer than any copy.
		if (this.#done || JSON.stringify(untrack(() => this.typed)) !== this.#stored) return;
		if (own === null && kept !== null) this.#fill(kept);
	}

	#fill(copy: string) {
		if (copy === this.#stored) return;
		const typed = JSON.parse(copy) as T;
		// A copy from before an update of the app may lack fields.
		const fields = Object.keys(untrack(() => this.typed));
		if (fields.some((field) => !(field in typed))) return;
		this.typed = typed;
		this.restored = true;
	}

	#keep(typed: string) {
		if (this.#done) return;
		if (typed === this.#stored) {
			sessionStorage.removeItem(this.#name);
			// Untracked: that a copy was found on the server must not drop it before it is filled in.
			untrack(() => this.server.revert());
		} else {
			sessionStorage.setItem(this.#name, typed);
			untrack(() => this.server.keep(typed));
		}
	}
}
