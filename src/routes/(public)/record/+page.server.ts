import { error } from '@sveltejs/kit';
import { m } from '$lib/paraglide/messages.js';
import { isRaw } from '$lib/record/raw.ts';
import { unregistered } from '$lib/record/all-entries.ts';
import { record, storedEntries } from '$lib/server/record/record.ts';
import { rawReason } from '$lib/view/kinds/raw.ts';
import { entryLine, newestFirst, pageOf } from '$lib/view/kinds/record-list.ts';
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
	const nameless = unregistered(state);
	if (slug !== undefined && !chosen && !nameless.includes(slug))
		error(404, m.record_no_organization({ slug }));

	const entries = newestFirst(state, slug);
	const number = positive(url, 'page') ?? 1;
	const { items, pages } = pageOf(entries, number);
	if (number > pages) error(404, m.record_no_page({ count: pages }));
	return {
		count: entries.length,
		organizations: [
			...[...state.organizations.values()].map((each) => ({
				slug: each.slug,
				name: each.registered.name
			})),
			...nameless.map((slug) => ({ slug, name: slug }))
		],
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
	const found = state.organizations.get(organization);
	const same = (each: { seq: number }) => each.seq === seq;
	const line = state.raw.find(same) ?? found!.entries.find(same)!;
	return {
		...entryLine(state, line),
		reason: isRaw(line) ? rawReason(line) : null,
		body,
		envelope,
		leaf_hash,
		last: state.seq,
		note: found?.registered.kept_by_note
	};
}

/** A parameter that must be a whole number from 1, where it is there. */
function positive(url: URL, name: string): number | undefined {
	const text = url.searchParams.get(name);
	if (text === null || text === '') return undefined;
	if (!/^[1-9]\d{0,14}$/.test(text)) error(404, m.record_no_number({ text }));
	return Number(text);
}
