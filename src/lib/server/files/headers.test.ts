import { test as property, fc } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { attachment, fileHeaders } from './headers.ts';

test.each([
	['a.pdf', `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`],
	['a "b".txt', `attachment; filename="a _b_.txt"; filename*=UTF-8''a%20%22b%22.txt`],
	['报告.csv', `attachment; filename="__.csv"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.csv`],
	[
		`it's (1)*.txt`,
		`attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2A.txt`
	]
])('%s leaves as %s', (name, header) => {
	expect(attachment(name)).toBe(header);
});

property.prop([fc.string({ unit: 'binary', maxLength: 200 })])(
	'any name makes one header',
	(name) => {
		const header = attachment(name);
		expect(header).toMatch(
			/^attachment; filename="[^"\\%\P{ASCII}\p{Cc}]*"; filename\*=UTF-8''[\w.~!$&+^`|%-]*$/u
		);
		const encoded = header.split(`filename*=UTF-8''`)[1]!;
		expect(decodeURIComponent(encoded)).toBe(name.toWellFormed());
		const file = { name, media_type: 'text/csv', bytes: 3, sha256: 'a' } as const;
		expect(fileHeaders(file).get('content-disposition')).toBe(header);
	}
);
