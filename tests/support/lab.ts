import { addDays } from '../../src/lib/record/day.ts';
import { emptyRecord } from '../../src/lib/record/fold.ts';
import type { Organization } from '../../src/lib/record/state.ts';
import type { Change, ClosedAs, Grade } from '../../src/lib/record/vocabulary.ts';
import { newest } from '../../src/lib/scoring/methods.ts';
import { signIn } from '../../src/lib/server/people/sign-in.ts';
import { Browser, serve } from './browser.ts';
import { PASSWORD, type Person } from './database.ts';
import { operatorImported } from './imports.ts';
import { must } from './outcome.ts';
import { foldRecord } from './record.ts';
import {
	freshKey,
	invite,
	openWorld,
	registration,
	saveDraft,
	publishDrafts,
	TODAY
} from './world.ts';
import type { World } from './world.ts';

/** A lab that keeps its own record and would like to look better: three goals, and what it may try with them. */

export { TODAY };
export const ago = (days: number) => addDays(TODAY, -days);

export type Item = {
	kind?: 'link' | 'file';
	url?: string;
	archived_url?: string;
	sha256?: string;
	criteria: number[];
};
export type Text = {
	title: string;
	statement: string;
	criteria: string[];
	target: string | null;
};
/** What a lab may do to its record. */
export type Deed =
	| { do: 'publish'; goal: string; on: string; text: Text }
	| { do: 'revise'; goal: string; on: string; change: Change; text: Text }
	| {
			do: 'report';
			goal: string;
			on: string;
			grade: Grade;
			narrative?: string;
			met?: number[];
			evidence: Item[];
			corrects?: string;
	  }
	| { do: 'close'; goal: string; on: string; as: ClosedAs; successors?: string[] }
	| {
			do: 'review';
			goal: string;
			of: string;
			grade: Grade;
			evidence: 'sufficient' | 'partly' | 'insufficient';
			/** As whom a member who calls the database themselves would like to be known. */
			name?: string;
	  }
	| { do: 'certify'; period: string };

export type Lab = {
	world: World;
	slug: string;
	id: string;
	/** By whom deeds are done; `friend` reviews, as does the `critic`. */
	people: Record<'leader' | 'contributor' | 'friend' | 'critic', Person>;
	/** The organization as the record has it now. */
	read: () => Promise<Organization>;
};

export const REPORT_URL = 'https://lab.example/report';
/** A copy of the page where an independent archive keeps it. */
export const archived = (url = REPORT_URL) =>
	`https://web.archive.org/web/${ago(110).replaceAll('-', '')}120000/${url}`;
export const fixed = (...criteria: number[]): Item => ({
	url: REPORT_URL,
	archived_url: archived(),
	criteria
});

export const A: Text = {
	title: 'Guard the weights',
	statement: 'Nobody copies model weights alone.',
	criteria: ['No single employee can copy the weights', 'Outsiders audit access twice a year'],
	target: ago(30)
};
export const B: Text = {
	title: 'Train evaluators',
	statement: 'Every evaluator is trained.',
	criteria: ['A course is written', 'Every evaluator has passed it'],
	target: ago(20)
};
const C: Text = {
	title: 'Publish evaluations',
	statement: 'Evaluations are published.',
	criteria: ['A report is public'],
	target: ago(60)
};

/** A goal that is nearly there, one that fails, and one that was delivered on time. */
function history(): object[] {
	const published = (goal: string, { target, ...text }: Text) => ({
		...{ kind: 'goal.published', effective_on: ago(200), goal, area: 'security', ...text },
		target: { on: target, basis: 'stated' }
	});
	const reported = (goal: string, on: string, grade: Grade, item: Item) => ({
		...{ kind: 'progress.reported', effective_on: on, goal, update: 'first', grade },
		...{ narrative: 'What was done.', evidence: [itemFacts(item)] }
	});
	return [
		published('a', A),
		published('b', B),
		published('c', C),
		reported('a', ago(100), 3, fixed(0, 1)),
		reported('b', ago(90), 1, { url: REPORT_URL, criteria: [0] }),
		reported('c', ago(70), 4, fixed(0)),
		{
			...{ kind: 'goal.closed', effective_on: ago(65), goal: 'c', as: 'delivered' },
			...{ reason: 'It is public.', successors: [] }
		}
	];
}

export const itemFacts = ({ kind = 'link', ...item }: Item) => ({
	...{ kind, visibility: 'public', title: 'A report', ...item }
});

/** The world that labs are founded in, served to the app's own code, with everybody signed in. */
export async function openLabs() {
	const world = await openWorld();
	serve(world.backend);
	const friend = await world.signUp('friend@example.org');
	const people = {
		leader: world.leader,
		contributor: world.contributor,
		friend,
		critic: world.reviewer
	};
	const browsers = new Map<Person, Browser>();
	let count = 0;
	for (const person of Object.values(people)) {
		const browser = new Browser(`203.0.113.${++count}`);
		const refused = await browser.visit(() => signIn(person.email, PASSWORD));
		if (refused) throw new Error(refused);
		browsers.set(person, browser);
	}
	const state = emptyRecord();
	const found = async (kept_by: 'self' | 'transcriber' = 'self'): Promise<Lab> => {
		const slug = freshKey().replace('goal', 'lab');
		const note = kept_by === 'transcriber' ? { kept_by, kept_by_note: 'A note.' } : {};
		const facts = { ...registration('Lab'), ...note };
		const steps = history() as never;
		await must(operatorImported(world.operator, { slug, registration: facts, expected: 0, steps }));
		const organization = world.operator.from('organizations').select('id').eq('slug', slug);
		const { id } = await must(organization.single());
		for (const role of ['leader', 'contributor'] as const)
			await must(
				world.operator.rpc('operator_add_member', {
					...{ slug, role, person: people[role].id, person_name: role }
				})
			);
		const read = async () => {
			await foldRecord(world, state);
			return state.organizations.get(slug)!;
		};
		return { world, slug, id, people, read };
	};
	/** Lets the outsiders in. */
	const inviteReviewers = async ({ id }: Lab) => {
		for (const person of [friend, people.critic])
			await invite(people.leader.client, id, person, 'reviewer');
	};
	return {
		world,
		found,
		invite: inviteReviewers,
		browserOf: (person: Person) => browsers.get(person)!
	};
}

/** What a sceptic reads first; what there is none of counts as nothing. */
export function figuresOf(organization: Organization, t = TODAY) {
	const { overall } = newest.scorecard(organization, t, 0);
	const { claimed, evidenced, delivery } = overall;
	return {
		claimed: claimed ?? 0,
		evidenced: evidenced ?? 0,
		rate: delivery.rate ?? 0,
		on_time: delivery.on_time
	};
}

/** The critic finds the first update of a goal wanting. */
export async function criticise({ id, people }: Lab, goal: string) {
	const { client } = people.critic;
	const draft = await saveDraft(client, id, 'review.published', {
		...{ goal, of: 'first', grade: 1, agrees: 'no', evidence: 'insufficient' },
		reviewer: { relation: 'None.', conflicts: 'None.' },
		...{ material: 'None.', statement: 'It shows nothing of the kind.' }
	});
	await must(publishDrafts(client, { id: draft }));
}
