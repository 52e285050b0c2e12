import { requireRole } from '../session.ts';
import type { SheetKind } from '../../workspace/sheet-columns.ts';
import { SEPARATORS, type Separator } from '../../workspace/sheet-text.ts';
import { download } from './sheet.ts';

/** The file for a member of the organization that the route names, `?separator=semicolon` or `tab` if asked. */
export async function sheetAnswer(kind: SheetKind, { searchParams }: URL): Promise<Response> {
	const { client, member } = await requireRole('leader', 'contributor');
	const { id, slug } = member.organization;
	const asked = searchParams.get('separator') ?? '';
	const separator = Object.hasOwn(SEPARATORS, asked) ? (asked as Separator) : 'comma';
	return new Response(await download(client, id, kind, separator), {
		headers: {
			// eslint-disable-next-line no-restricted-syntax -- a header of HTTP
			'content-type': 'text/csv; charset=utf-8',
			// eslint-disable-next-line no-restricted-syntax -- a header of HTTP
			'content-disposition': `attachment; filename="${slug}-${kind}.csv"`
		}
	});
}
