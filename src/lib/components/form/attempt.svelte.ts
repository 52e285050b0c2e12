import { invalidateAll } from '$app/navigation';
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';

type Options = {
	/** Told of every answer that a page can show, before it is shown. */
	answered?: (result: ActionResult) => void;
	/** Whether the fields are emptied after success. */
	reset?: boolean;
	/** Whether a refusal shows the page as it is by now, or that it is gone. For forms that nobody types into. */
	fresh?: boolean;
};

/**
 * A form's way to the server. Where no page can answer, because the connection was lost or the server
 * failed, the page stays as it is and says so beside the form, which can be sent again.
 */
export class Attempt {
	/** True while it is under way; a second press does nothing. */
	busy = $state(false);
	/** True after no answer came: what was asked may have been done or not. */
	lost = $state(false);
	/** True where nothing was sent, since the browser cannot read a chosen file any more. */
	unreadable = $state(false);
	/** What the server said instead of a page. */
	refused = $state('');
	#options: Options;

	constructor(options: Options = {}) {
		this.#options = options;
	}

	/** For use:enhance. */
	submit: SubmitFunction = async ({ cancel, formData }) => {
		if (this.busy) return cancel();
		this.busy = true;
		this.lost = false;
		this.refused = '';
		this.unreadable = !(await canRead(formData));
		if (this.unreadable) {
			this.busy = false;
			return cancel();
		}
		return async ({ result, update }) => {
			const { answered, reset, fresh } = this.#options;
			if (result.type === 'error' && !(fresh && result.status === 404)) {
				this.lost = result.status === undefined;
				this.refused = this.lost ? '' : (result.error as App.Error).message;
			} else {
				answered?.(result);
				if (fresh && result.type === 'failure') await invalidateAll();
				await update({ reset });
			}
			this.busy = false;
		};
	};
}

/** Whether the browser still has every file that was chosen: one that changed since cannot be sent. */
async function canRead(form: FormData): Promise<boolean> {
	for (const value of form.values()) {
		if (!(value instanceof File) || value.size === 0) continue;
		try {
			await value.slice(0, 1).arrayBuffer();
		} catch {
			return false;
		}
	}
	return true;
}
