import { fail } from '@sveltejs/kit';
import { openInstance } from '$lib/server/instance.ts';
import { action } from '$lib/server/http/form.ts';
import { record } from '$lib/server/record/record.ts';
import { requireRole } from '$lib/server/people/session.ts';
import { today } from '$lib/server/record/today.ts';
import * as tokens from '$lib/server/people/tokens.ts';
import { check, text } from '$lib/drafts/form.ts';
import { listPages } from '$lib/drafts/list-page.ts';
import { curlExample, fileExample, workflowExample } from '$lib/drafts/post/posting-examples.ts';
import { stateOf, tokenForm } from '$lib/drafts/people/token-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const { client, member } = await requireRole('leader', 'contributor');
	const { id, slug } = member.organization;
	const now = new Date().toISOString();
	const all = (await tokens.list(client, id)).map((token) => ({
		...token,
		...stateOf(token, now)
	}));
	const goals = [...((await record()).organizations.get(slug)?.goals.values() ?? [])];
	const goal = goals.find(({ closing }) => !closing)?.key ?? 'goal-key';
	const { config } = await openInstance();
	const where = { origin: config.linkOrigin, slug, goal };
	return {
		tokens: listPages(url)('tokens', all),
		examples: {
			curl: curlExample(where, today()),
			file: fileExample(where),
			workflow: workflowExample(where)
		}
	};
};

const writer = () => requireRole('leader', 'contributor');

export const actions: Actions = {
	make: action(writer, async ({ client, member }, form) => {
		const typed = {
			name: text(form, 'name'),
			scopes: form.getAll('scopes').map(String),
			days: text(form, 'days')
		};
		const checked = check(tokenForm, typed);
		if (!checked.ok) return fail(422, { typed, errors: checked.errors });
		const result = await tokens.create(client, member.organization.id, checked.value);
		if ('failure' in result) return fail(422, { typed, errors: { '': result.failure.message } });
		return { errors: {}, made: { name: checked.value.name, token: result.token } };
	}),
	revoke: action(writer, async ({ client }, form) => {
		const refusal = await tokens.revoke(client, text(form, 'id'));
		return refusal ? fail(422, { errors: { '': refusal.message } }) : { errors: {} };
	})
};
