import { m } from '../../paraglide/messages.js';
import { FILE_LIMIT, MEDIA_TYPES, type MediaType } from '../../record/media-types.ts';
import { cleanName, endingOf } from './name.ts';
import { sniff, type Sniffed } from './sniff.ts';
import { typeName } from '../../view/shared/file-words.ts';

/** What a file has to be to become evidence, and what is said of one that is not. */

export type GoodFile = { name: string; media_type: MediaType };
type Problem = Extract<Sniffed, { problem: string }>['problem'];

/** Types that a browser names for what it would run: whatever the bytes are, they are meant as that. */
const ACTIVE = /html|svg|xml|script|php|x-msdownload|x-sh\b/i;

const said: Record<Problem, () => string> = {
	unknown: m.files_refused_unknown,
	markup: m.files_refused_markup,
	encoding: m.files_refused_encoding,
	damaged: m.files_refused_damaged,
	two_kinds: m.files_refused_two_kinds
};

/**
 * The file's name, made harmless, and its type by its bytes, or a sentence that says what to do instead.
 * The name's ending and the type that the sender states are not believed, but must not say something else.
 */
export function checkFile(
	bytes: Uint8Array,
	name: string,
	stated = ''
): GoodFile | { refused: string } {
	const clean = cleanName(name);
	const refuse = (problem: string) => ({ refused: m.files_refused({ name: clean, problem }) });
	if (bytes.length === 0) return refuse(m.files_refused_empty());
	if (bytes.length > FILE_LIMIT) return refuse(m.files_refused_too_large());
	const sniffed = sniff(bytes);
	if ('problem' in sniffed) return refuse(said[sniffed.problem]());
	const ending = endingOf(clean);
	const media_type = sniffed.type === 'text/plain' && ending === 'csv' ? 'text/csv' : sniffed.type;
	const endings: readonly string[] = MEDIA_TYPES[media_type];
	const [usual = ''] = endings;
	if (ACTIVE.test(stated)) return refuse(m.files_refused_stated({ ending: usual }));
	if (ending === undefined) return { name: cleanName(`${clean}.${usual}`), media_type };
	if (!endings.includes(ending))
		return refuse(m.files_refused_ending({ ending, type: typeName(media_type), usual }));
	return { name: clean, media_type };
}
