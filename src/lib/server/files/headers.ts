import type { EvidenceFile } from '../../record/media-types.ts';

/**
 * How a file of evidence leaves: to be saved and not shown, as the type that its bytes have, and where a
 * browser shows it all the same, without scripts, forms or anything from elsewhere. How long it is, its bytes say.
 */
export function fileHeaders({ name, media_type, sha256 }: EvidenceFile): Headers {
	const charset = media_type.startsWith('text/') ? '; charset=utf-8' : '';
	return new Headers({
		'content-type': media_type + charset,
		'content-disposition': attachment(name),
		// eslint-disable-next-line no-restricted-syntax -- a header
		'content-security-policy': "sandbox; default-src 'none'",
		'referrer-policy': 'no-referrer',
		etag: `"${sha256}"`
	});
}

/** Content-Disposition as RFC 6266 has it, with a name in ASCII for who does not read the other. */
export function attachment(name: string): string {
	const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
	const encoded = encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`
	);
	// eslint-disable-next-line no-restricted-syntax -- a header
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
