import { expect, test } from 'vitest';
import { withoutMarkers } from './without-markers.ts';

test('what Svelte marks goes, and nothing else', () => {
	const marked =
		'<!--[--><!--[0--><p>a<!---->b</p><!--]--><!--[-1--><!--]--><!--[!--><!--$s12--><!--1ozp0dw-->';
	expect(withoutMarkers(marked)).toBe('<p>ab</p>');
	const linked = '<link href="/a.css" rel="stylesheet">';
	expect(
		withoutMarkers(
			`${linked}\n<link href="/b.css" rel="stylesheet" disabled media="(max-width: 0)">`
		)
	).toBe(linked);
	for (const kept of ['<!-- a note -->', '&lt;!----&gt;', '<p><!-- [ --></p>', '<!doctype html>'])
		expect(withoutMarkers(kept)).toBe(kept);
});
