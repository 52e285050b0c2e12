import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { curlExample, fileExample, workflowExample } from './posting-examples.ts';
import { readPost } from './post-body.ts';

const where = {
	origin: 'https://roadmap.example.org',
	slug: 'lodestone',
	goal: 'build-provenance'
};
const bodyOf = (text: string) => /^\s*\{\n[^]*\n\s*\}$/m.exec(text)![0];

test('the document has the examples as the workspace shows them', () => {
	const document = readFileSync('docs/posting-from-ci.md', 'utf8');
	const blocks = [...document.matchAll(/```(sh|yaml)\n([^]*?)\n```/g)];
	expect(blocks.map(([, kind, text]) => [kind, text])).toEqual([
		['sh', curlExample(where, '2026-11-21')],
		['sh', fileExample(where)],
		['yaml', workflowExample(where)]
	]);
});

test('what the examples post is an update', () => {
	const curl = readPost(JSON.parse(bodyOf(curlExample(where, '2026-11-21'))));
	expect(curl).toMatchObject({ ok: true, submit: false, typed: { effective_on: '2026-11-21' } });
	// As the shell makes it of the answer to the file.
	const body = bodyOf(workflowExample(where)).replace(/\$\(jq [^)]*\)/, 'ab'.repeat(32));
	expect(readPost(JSON.parse(body))).toMatchObject({
		ok: true,
		submit: true
	});
});
