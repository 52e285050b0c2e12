import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { record, storedEntries } from '$lib/server/record.ts';
import { entryLine, newestFirst, pageOf } from '$lib/view/record-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const seq = positive(url, 'entry');
	return seq === undefined
		? { list: await list(url), entry: null }
		: { list: null, entry: await entry(seq) };
};

async function list(url: URL) {
	const [state, stored] = [await record(), await storedEntries()];
	const slug = url.searchParams.get('organization') || undefined;
	const chosen = slug === undefined ? undefined : state.organizations.get(slug);
	if (slug !== undefined && !chosen) error(404, m.record_no_organization({ slug }));

	const entries = newestFirst(state, slug);
	const number = positive(url, 'page') ?? 1;
	const { items, pages } = pageOf(entries, number);
	if (number > pages) error(404, m.record_no_page({ count: pages }));
	return {
		count: entries.length,
		organizations: [...state.organizations.values()].map((each) => ({
			slug: each.slug,
			name: each.registered.name
		})),
		slug: slug ?? '',
		transcribed: chosen?.registered.kept_by === 'transcriber',
		note: chosen?.registered.kept_by_note,
		number,
		pages,
		lines: items.map((item) => ({
			...entryLine(state, item),
			leaf_hash: stored[item.seq - 1]!.leaf_hash
		}))
	};
}

/** One entry, with its exact text. */
async function entry(seq: number) {
	const [state, stored] = [await record(), (await storedEntries())[seq - 1]];
	if (!stored) error(404, m.record_no_entry({ seq, last: state.seq }));
	const { body, envelope, leaf_hash } = stored;
	const { organization } = JSON.parse(body) as { organization: string };
	const { entries, registered } = state.organizations.get(organization)!;
	return {
		...entryLine(
			state,
			entries.find((each) => each.seq === seq)!
		),
		body,
		envelope,
		leaf_hash,
		last: state.seq,
		note: registered.kept_by_note
	};
}

/** A parameter that must be a whole number from 1, where it is there. */
function positive(url: URL, name: string): number | undefined {
	const text = url.searchParams.get(name);
	if (text === null || text === '') return undefined;
	if (!/^[1-9]\d{0,14}$/.test(text)) error(404, m.record_no_number({ text }));
	return Number(text);
}
