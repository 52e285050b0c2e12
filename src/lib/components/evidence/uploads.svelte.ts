import { m } from '$lib/paraglide/messages.js';
import { FILE_LIMIT, type EvidenceFile } from '$lib/record/media-types.ts';

/** A file on its way; `progress` in per cent of its bytes. */
export type Sending = {
	id: number;
	file: File;
	/** `refused` is the file itself, which another attempt does not change. */
	state: 'waiting' | 'sending' | 'failed' | 'refused';
	progress: number;
	/** What the server, or the lack of one, said of it. */
	message: string;
};

/** Sends files to the server one after another. Make it while the component is set up. */
export class Uploads {
	list: Sending[] = $state([]);
	/** How many have arrived. */
	done = $state(0);
	readonly busy = $derived(
		this.list.some(({ state }) => state === 'waiting' || state === 'sending')
	);
	#address: string;
	#arrived: (file: EvidenceFile) => void;
	#request: XMLHttpRequest | undefined;
	#last = 0;

	/** `arrived` is told of each file once the server has it. */
	constructor(address: string, arrived: (file: EvidenceFile) => void) {
		this.#address = address;
		this.#arrived = arrived;
	}

	add(files: Iterable<File>) {
		for (const file of files)
			this.list.push({ id: ++this.#last, file, state: 'waiting', progress: 0, message: '' });
		this.#next();
	}

	retry(id: number) {
		Object.assign(this.#find(id)!, { state: 'waiting', progress: 0, message: '' });
		this.#next();
	}

	remove(id: number) {
		const isSent = this.#find(id)?.state === 'sending';
		this.list = this.list.filter((each) => each.id !== id);
		if (isSent) this.stop();
		this.#next();
	}

	/** Gives up what is under way. */
	stop() {
		const request = this.#request;
		this.#request = undefined;
		request?.abort();
	}

	#find(id: number) {
		return this.list.find((each) => each.id === id);
	}

	#next(): void {
		const item = this.list.find(({ state }) => state === 'waiting');
		if (this.#request || !item) return;
		const { id, file } = item;
		item.state = 'sending';
		const fail = (message: string, state: Sending['state'] = 'failed') => {
			const found = this.#find(id);
			if (found) Object.assign(found, { state, message });
		};
		if (file.size > FILE_LIMIT) {
			const problem = m.files_refused_too_large();
			fail(m.files_refused({ name: file.name, problem }), 'refused');
			return this.#next();
		}
		const request = new XMLHttpRequest();
		this.#request = request;
		request.open('POST', `${this.#address}?name=${encodeURIComponent(file.name)}`);
		request.responseType = 'json';
		request.upload.onprogress = ({ loaded, total }) => {
			const found = this.#find(id);
			if (found) found.progress = Math.round((100 * loaded) / total);
		};
		request.onloadend = () => {
			// Removed, or the page was left.
			if (this.#request !== request) return;
			this.#request = undefined;
			const { status, response } = request;
			if (status === 201) {
				this.list = this.list.filter((each) => each.id !== id);
				this.done += 1;
				this.#arrived(response);
			} else if (status === 200) fail(m.files_signed_out());
			else if (status === 422 || status === 413) fail(response.message, 'refused');
			else fail(response?.message ?? m.files_lost());
			this.#next();
		};
		request.send(file);
	}
}
