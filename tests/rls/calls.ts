import { operatorImported } from '../support/imports.ts';
import { must } from '../support/outcome.ts';
import {
	TODAY,
	draftAnswer,
	draftGoal,
	draftRevision,
	draftUpdate,
	evidenceFile,
	freshKey,
	lastOf,
	link,
	nobody,
	publishedGoal,
	publishedReview,
	registration,
	submittedUpdate,
	tokenOf,
	type World
} from '../support/world.ts';
import type { Rows } from './rows.ts';

/** Arguments for a call of each public function that a leader (or the operator) would succeed with. */
export function calls(world: World, rows: Rows): Record<string, () => Promise<object>> {
	const { acme, leader, contributor, operator } = world;
	const goal = rows.goals![0]!.id;
	/** An import of the leader's, of so many steps to come. */
	const begun = async (total: number) => {
		const call = { organization: acme, expected: await lastOf(world), total };
		return must(leader.client.rpc('begin_import', call));
	};
	/** A leader's draft of something that there is no other draft of. */
	const answer = async () =>
		draftAnswer(leader.client, acme, await publishedReview(world, goal), 'We agree.');
	const submitted = async () => {
		const draft = await answer();
		await must(leader.client.rpc('submit_draft', { draft }));
		return draft;
	};
	return {
		create_invitation: async () => ({
			organization: acme,
			email: 'somebody@example.org',
			role: 'reviewer'
		}),
		invitation_details: async () => ({ token: 'unknown' }),
		accept_invitation: async () => ({ token: 'unknown', name: 'Me' }),
		publish_goal: async () => draftGoal(leader.client, acme),
		publish_goals: async () => ({
			goals: [{ id: (await draftGoal(leader.client, acme)).goal }]
		}),
		publish_progress_update: async () => ({
			progress_update: await draftUpdate(leader.client, goal)
		}),
		submit_progress_update: async () => ({
			progress_update: await draftUpdate(contributor.client, goal)
		}),
		take_back_progress_update: async () => ({
			progress_update: await submittedUpdate(contributor.client, goal)
		}),
		return_progress_update: async () => ({
			progress_update: await submittedUpdate(contributor.client, goal),
			comment: 'What is missing.'
		}),
		save_draft: async () => ({
			organization: acme,
			kind: 'review.answered',
			facts: { review: await publishedReview(world, goal), statement: 'We agree.' }
		}),
		preview_draft: async () => {
			const { goal: of } = await publishedGoal(leader.client, acme);
			return { draft: await draftRevision(leader.client, acme, of) };
		},
		submit_draft: async () => ({ draft: await answer() }),
		take_back_draft: async () => ({ draft: await submitted() }),
		return_draft: async () => ({ draft: await submitted(), comment: 'What is missing.' }),
		discard_draft: async () => ({ draft: await answer() }),
		publish_drafts: async () => ({ drafts: [{ id: await answer() }] }),
		drafts_of_former_role: async () => ({}),
		set_two_person_rule: async () => ({ organization: acme, enforced: true }),
		begin_import: async () => ({ organization: acme, expected: await lastOf(world), total: 0 }),
		add_import_steps: async () => ({
			import: await begun(1),
			first: 1,
			steps: [{ effective_on: TODAY }]
		}),
		rehearse_import: async () => ({ import: await begun(0), at_most: 1 }),
		publish_import: async () => ({ import: await begun(0) }),
		settle_import: async () => ({ import: await begun(0), at_most: 1 }),
		forget_import: async () => ({ import: await begun(0), at_most: 1 }),
		create_goal: async () => ({
			organization: acme,
			draft: { key: freshKey(), area: 'policy', title: 'A goal', criteria: [] }
		}),
		save_draft_goal: async () => ({
			goal: (await draftGoal(leader.client, acme)).goal,
			draft: { key: freshKey(), area: 'policy', title: 'Another', criteria: [] }
		}),
		save_progress_update: async () => ({
			goal,
			draft: { effective_on: TODAY, grade: 1 },
			evidence: [link()]
		}),
		hold_file: async () => {
			const sha256 = '1'.repeat(64);
			await evidenceFile(leader, acme, sha256);
			return { organization: acme, sha256, name: 'a.txt' };
		},
		forget_unused_files: async () => ({ organization: acme }),
		autosave: async () => ({
			organization: acme,
			form: `/workspace/acme/${freshKey()}`,
			title: 'A form',
			typed: { title: 'Half a' }
		}),
		create_access_token: async () => ({
			organization: acme,
			name: 'Nightly',
			scopes: ['updates:draft'],
			days: 7
		}),
		posted_update: async () => postOf(await tokenOf(leader.client, acme)),
		post_progress_update: async () => ({
			...postOf(await tokenOf(leader.client, acme)),
			goal: await keyOf(world, goal),
			draft: { effective_on: TODAY, grade: 1 },
			evidence: [link()]
		}),
		expect_file: async () => ({
			token: await tokenOf(leader.client, acme),
			organization: 'acme',
			sha256: 'e'.repeat(64)
		}),
		hold_posted_file: async () => {
			const sha256 = 'd'.repeat(64);
			await evidenceFile(leader, acme, sha256);
			const token = await tokenOf(leader.client, acme);
			return { token, organization: 'acme', sha256, name: 'a.txt', bytes: 5 };
		},
		import_drafts: async () => ({
			organization: acme,
			goals: [],
			updates: [
				{ goal: await keyOf(world, goal), effective_on: TODAY, grade: 1, evidence: [link()] }
			],
			newest: '9999-01-01'
		}),
		member_addresses: async () => ({ organization: acme }),
		choose_notices: async () => ({ organization: acme, delivery: 'digest', language: 'zh' }),
		notice_link: async () => ({ token: 'unknown' }),
		stop_notices: async () => ({ token: 'unknown' }),
		queue_due_notices: async () => ({}),
		claim_notices: async () => ({}),
		hand_over_notices: async () => ({ mail: nobody() }),
		confirm_notices: async () => ({ mail: nobody() }),
		refuse_notices: async () => ({ mail: nobody(), reason: 'A reason.', permanent: false }),
		uncertain_notices: async () => ({}),
		needs_set_up: async () => ({}),
		operator_begin_import: async () => ({
			slug: freshKey(),
			registration: registration('New'),
			expected: 0,
			total: 0
		}),
		operator_set_up: async () => ({
			slug: 'fresh',
			registration: registration('Fresh'),
			leader: leader.id,
			leader_name: 'Lea'
		}),
		operator_add_member: async () => {
			const slug = freshKey();
			await must(
				operatorImported(operator, {
					slug,
					registration: registration('New'),
					expected: 0,
					steps: []
				})
			);
			return { slug, person: world.stranger.id, role: 'leader', person_name: 'Str' };
		},
		count_tries: async () => ({ keys: [freshKey()], ceilings: [1], seconds: 60 }),
		forget_tries: async () => ({ own: freshKey(), others: [freshKey()] }),
		account_of: async () => ({ address: leader.email }),
		account_of_link: async () => ({ token_hash: 'unknown' }),
		delete_account: async () => ({ person: nobody(), by_themselves: false }),
		change_my_details: async () => ({ organization: acme, name: 'Me', office: 'Head of safety' })
	};
}

const postOf = (token: string) => ({
	token,
	organization: 'acme',
	submit: false,
	idempotency_key: freshKey(),
	fingerprint: 'one'
});

async function keyOf({ leader }: World, goal: string): Promise<string> {
	return (await must(leader.client.from('goals').select('key').eq('id', goal).single())).key;
}
