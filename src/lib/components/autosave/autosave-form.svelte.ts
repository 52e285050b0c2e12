import { onDestroy, onMount, untrack } from 'svelte';
import { page } from '$app/state';
import { withoutLocale } from '$lib/locale.ts';
import { inOrder } from '$lib/drafts/in-order.ts';
import { Attempt } from '../form/attempt.svelte.ts';
import { AutosaveOnServer, type Copy } from './on-server.svelte.ts';
import { AutosaveInTab } from './in-tab.ts';
import { leadsToSignIn } from './sign-in.ts';

/**
 * What is typed into a form, kept until it is stored: a copy in this tab's sessionStorage survives a
 * reload and a sign-in at once, and one on the server, less than two seconds behind, the loss of the tab.
 * Of two that differ the newer is in the form and the other is offered. Make one per form while the
 * component is set up.
 */
export class AutosaveForm<T extends object> {
	/** What the fields are bound to. */
	typed: T = $state()!;
	readonly server: AutosaveOnServer;
	/** True when the fields were filled from the copy. */
	restored = $state(false);
	/** Another version of what is typed, from another tab or machine; null where there is none. */
	other: string | null = $state(null);
	readonly attempt = new Attempt({
		answered: (result) => {
			if (result.type === 'redirect' && !leadsToSignIn(result.location)) this.forget();
		},
		// The fields are left alone whatever the answer is.
		reset: false
	});
	#stored: string;
	#tab: AutosaveInTab;
	/** The last that was typed, and when, in ms. */
	#last: { typed: string; at: number };
	#done = false;

	/** `stored` is what the form starts from; `answered` what an action has just sent back, if any. */
	constructor(stored: T, answered: T | undefined) {
		this.typed = answered ?? stored;
		this.#stored = inOrder(stored);
		this.#last = { typed: inOrder(answered ?? stored), at: Date.now() };
		const { pathname, searchParams } = page.url;
		// The same in both languages, so that nothing is lost by changing over.
		const path = withoutLocale(pathname);
		const corrects = searchParams.get('corrects') ?? '';
		this.#tab = new AutosaveInTab(`waymark ${page.data.member?.id} ${path} ${corrects}`);
		const form = corrects ? `${path}?corrects=${encodeURIComponent(corrects)}` : path;
		const slug = page.data.member?.organization.slug ?? '';
		this.server = new AutosaveOnServer(slug, form, (copy) => this.#offer(copy.typed));
		// Before the fields are first followed.
		onMount(() => void this.#restore(!!answered));
		onDestroy(() => {
			this.#done = true;
			this.server.end();
		});
		$effect(() => this.#keep(inOrder(this.typed)));
		// The tab's copy says which of the server's it goes on from.
		$effect(() => this.#remember(inOrder(this.typed), this.server.heldAt));
	}

	/** Drops the copies; the fields keep what they show. */
	forget() {
		this.#done = true;
		this.#tab.forget();
		this.server.drop();
	}

	/** Drops the copy and what was restored from it. */
	startOver = () => {
		this.typed = JSON.parse(this.#stored);
		this.restored = false;
	};

	/** Puts the other version into the form, and offers what stood there. */
	swap = () => {
		const typed = inOrder(this.typed);
		if (this.other !== null && this.#fill(this.other, Date.now())) this.#offer(typed);
	};

	dropOther = () => this.#offer(null);

	async #restore(answered: boolean) {
		const own = answered ? null : this.#tab.read();
		this.other = this.#tab.other;
		if (own) {
			this.server.heldAt = own.held_at;
			this.#fill(own.typed, own.at);
		}
		const kept = await this.server.read();
		if (this.#done) return;
		const typed = inOrder(untrack(() => this.typed));
		if (kept && kept.typed !== typed) {
			if (typed === this.#stored) this.#fill(kept.typed, Date.now() - kept.age);
			// Nobody has kept anything since this tab did.
			else if (own?.held_at !== kept.saved_at) this.#choose(typed, kept);
		}
		this.server.follow();
		this.#keep(inOrder(untrack(() => this.typed)));
	}

	/** Two versions differ: what was typed last is in the form. */
	#choose(typed: string, kept: Copy) {
		const isOlder = Date.now() - this.#last.at > kept.age;
		if (isOlder && this.#fill(kept.typed, Date.now() - kept.age)) this.#offer(typed);
		else this.#offer(kept.typed);
	}

	#offer(other: string | null) {
		this.other = other;
		this.#tab.other = other;
	}

	/** Whether the copy could be filled in; `at` is when it was typed. */
	#fill(copy: string, at: number): boolean {
		const typed = JSON.parse(copy) as T;
		// A copy from before an update of the app may lack fields.
		const fields = Object.keys(untrack(() => this.typed));
		if (fields.some((field) => !(field in typed))) return false;
		this.typed = typed;
		this.#last = { typed: copy, at };
		this.restored = copy !== this.#stored;
		return true;
	}

	#keep(typed: string) {
		if (this.#done) return;
		// Untracked: that a copy was found on the server must not drop it before it is filled in.
		untrack(() => (typed === this.#stored ? this.server.revert() : this.server.keep(typed)));
	}

	#remember(typed: string, held_at: string | null) {
		if (this.#done) return;
		if (typed !== this.#last.typed) this.#last = { typed, at: Date.now() };
		if (typed === this.#stored) this.#tab.remove();
		else this.#tab.write({ ...this.#last, held_at });
	}
}
