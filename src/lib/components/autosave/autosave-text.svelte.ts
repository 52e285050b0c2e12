import { onMount } from 'svelte';
import { page } from '$app/state';
import { withoutLocale } from '$lib/locale.ts';
import { AutosaveInTab } from './in-tab.ts';

/**
 * The text of a file that is about to be looked at, kept in this tab: it survives a reload and a sign-in, where
 * the browser has room for it. Make one while the component is set up.
 */
export class AutosaveText {
	/** What the field is bound to. */
	typed = $state('');
	/** True when the field was filled from the copy. */
	restored = $state(false);
	#tab: AutosaveInTab;
	#done = false;

	/** `answered` is the text that an action has just sent back. */
	constructor(answered: string) {
		this.typed = answered;
		this.#tab = new AutosaveInTab(
			`waymark ${page.data.member?.id} ${withoutLocale(page.url.pathname)}`
		);
		onMount(() => {
			const kept = answered ? undefined : this.#tab.read()?.typed;
			if (kept) this.typed = kept;
			this.restored = !!kept;
		});
		$effect(() => this.keep());
	}

	/** At once, where the field may be gone before it is followed. */
	keep() {
		if (this.#done) return;
		if (this.typed) this.#tab.write({ typed: this.typed, at: Date.now(), held_at: null });
		else this.#tab.remove();
	}

	/** Drops the copy for good. */
	forget() {
		this.#done = true;
		this.#tab.remove();
	}

	startOver = () => {
		this.typed = '';
		this.restored = false;
	};
}
