import { requireRole } from '../people/session.ts';
import type { SheetKind } from '../../drafts/sheet/sheet-columns.ts';
import { SEPARATORS, type Separator } from '../../drafts/sheet/sheet-text.ts';
import { recordedNow } from './require-goal.ts';
import { download } from './sheet.ts';

/** The file for a member of the organization that the route names, `?separator=semicolon` or `tab` if asked. */
export async function sheetAnswer(kind: SheetKind, { searchParams }: URL): Promise<Response> {
	const { client, member } = await requireRole('leader', 'contributor');
	const { id, slug } = member.organization;
	const asked = searchParams.get('separator') ?? '';
	const separator = Object.hasOwn(SEPARATORS, asked) ? (asked as Separator) : 'comma';
	const recorded = await recordedNow(member);
	return new Response(await download(client, id, kind, separator, recorded), {
		headers: {
			// eslint-disable-next-line no-restricted-syntax -- a header of HTTP
			'content-type': 'text/csv; charset=utf-8',
			// eslint-disable-next-line no-restricted-syntax -- a header of HTTP
			'content-disposition': `attachment; filename="${slug}-${kind}.csv"`
		}
	});
}
