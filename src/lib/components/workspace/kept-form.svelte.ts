import { onMount, untrack } from 'svelte';
import { page } from '$app/state';
import { withoutLocale } from '$lib/locale.ts';
import { Attempt } from './attempt.svelte.ts';

const SIGN_IN = '/workspace/sign-in';

/**
 * What is typed into a form, kept in this tab until it is stored: a copy in sessionStorage survives a
 * reload, a crash and a sign-in. Make one per form while the component is set up.
 */
export class KeptForm<T extends object> {
	/** What the fields are bound to. */
	typed: T = $state()!;
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
		this.#name = `waymark ${page.data.member?.id} ${path} ${searchParams.get('corrects') ?? ''}`;
		onMount(() => {
			if (!answered) this.#restore();
		});
		$effect(() => this.#keep(JSON.stringify(this.typed)));
	}

	/** Drops the copy; the fields keep what they show. */
	forget() {
		this.#done = true;
		sessionStorage.removeItem(this.#name);
	}

	/** Drops the copy and what was restored from it. */
	startOver = () => {
		this.typed = JSON.parse(this.#stored);
		this.restored = false;
	};

	#restore() {
		const copy = sessionStorage.getItem(this.#name);
		if (copy === null || copy === this.#stored) return;
		const typed = JSON.parse(copy) as T;
		// A copy from before an update of the app may lack fields.
		const fields = Object.keys(untrack(() => this.typed));
		if (fields.some((field) => !(field in typed))) return;
		this.typed = typed;
		this.restored = true;
	}

	#keep(typed: string) {
		if (this.#done) return;
		if (typed === this.#stored) sessionStorage.removeItem(this.#name);
		else sessionStorage.setItem(this.#name, typed);
	}
}
