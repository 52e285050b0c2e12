import { expect } from 'vitest';
import { FULL } from '../support/full.ts';
import type { Undone } from '../support/savepoints.ts';
import type { World } from '../support/world.ts';
import { ROLES, type RoleName } from './matrix.ts';
import { VERBS, type Verb } from './walk.ts';

/** Makes policies let more through, in turn, to see whether the tests notice. */

/**
 * Condition by condition, and asking everything each time; otherwise each clause as a whole, and asking only
 * what that policy can change.
 */
export const FINELY = FULL;

/** What is tried of a table: by whom, and to do what. */
export type Tried = { roles: readonly RoleName[]; verbs: readonly Verb[] };
export const EVERYTHING: Tried = { roles: ROLES, verbs: VERBS };

type Policy = {
	table: string;
	name: string;
	/** As pg_policy has it: what the policy is for, and for whom. */
	command: keyof typeof CONCERNED;
	roles: string[];
	using: string | null;
	check: string | null;
	/** The columns of its table that the signed-in can change. */
	changeable: string[];
};
type Weakening = { part: string; using: string | null; check: string | null };

/** What a policy for a command decides. Whoever changes, deletes or adds may have to read as well. */
const CONCERNED = {
	'*': VERBS,
	r: VERBS,
	a: ['insert'],
	w: ['update'],
	d: ['delete']
} satisfies Record<string, Verb[]>;

/** Policies bind neither roles that they do not name nor the operator, who is past them all. */
function concernedBy({ command, roles }: Policy): Tried {
	const named = (role: RoleName) => (role === 'anonymous' ? 'anon' : 'authenticated');
	const bound = (role: RoleName) => roles.includes('public') || roles.includes(named(role));
	return {
		roles: ROLES.filter((role) => role !== 'operator' && bound(role)),
		verbs: CONCERNED[command]
	};
}

async function policies(world: World, schema: string): Promise<Policy[]> {
	const { rows } = await world.backend.database.query<Policy>(
		`select c.oid::regclass::text as table, p.polname as name, p.polcmd::text as command,
		   array(select case r when 0 then 'public' else r::regrole::text end from unnest(p.polroles) r) as roles,
		   pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check,
		   array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
		     and not a.attisdropped and has_column_privilege('authenticated', c.oid, a.attnum, 'update')) as changeable
		 from pg_policy p join pg_class c on c.oid = p.polrelid
		 where c.relnamespace = $1::regnamespace
		 order by 1, 2`,
		[schema]
	);
	return rows;
}

/** A part of an expression, and what lets more through in its place. */
type Wider = { from: number; to: number; by: string };

/**
 * The whole expression; each condition of which every one has to hold, however deep; and each role or
 * access of reviewers that could be let in beside those that are. As Postgres prints it, every AND stands in parentheses of its own.
 */
function wider(expression: string, finely: boolean): Wider[] {
	const found: Wider[] = [{ from: 0, to: expression.length, by: 'true' }];
	if (!finely) return found;
	const open: number[][] = [];
	let quoted = false;
	for (let at = 0; at < expression.length; at++) {
		if (expression[at] === "'") quoted = !quoted;
		if (quoted) continue;
		if (expression[at] === '(') open.push([at + 1]);
		else if (expression.startsWith(' AND ', at)) open.at(-1)!.push(at, at + 5);
		else if (expression[at] === ')') {
			const ends = [...open.pop()!, at];
			if (ends.length > 2)
				for (let part = 0; part < ends.length; part += 2)
					found.push({ from: ends[part]!, to: ends[part + 1]!, by: 'true' });
		}
	}
	return [...found, ...moreValues(expression)];
}

const VALUES = {
	role: ['leader', 'contributor', 'reviewer'],
	review_access: ['public', 'redacted', 'full']
};
const COMPARED =
	/(private\.(role|review_access)(?:_in|_at_object)?\(\w+\)) = (?:('\w+'::text)|ANY \(ARRAY\[([^\]]*)\]\))/g;

function moreValues(expression: string): Wider[] {
	const compared = [...expression.matchAll(COMPARED)].map((match) => ({
		...{ from: match.index, to: match.index + match[0].length, asked: match[1]! },
		values: VALUES[match[2] as keyof typeof VALUES],
		held: match[3] ?? match[4]!
	}));
	// One arm of an OR lets them through whatever the others say.
	const admitted = compared
		.filter(({ to }) => expression.startsWith(') OR', to))
		.map(({ held }) => held)
		.join();
	return compared.flatMap(({ from, to, asked, values, held }) =>
		values
			.filter((value) => !`${held},${admitted}`.includes(`'${value}'`))
			.map((value) => ({ from, to, by: `${asked} = ANY (ARRAY[${held}, '${value}'::text])` }))
	);
}

const put = (expression: string, { from, to, by }: Wider) =>
	expression.slice(0, from) + by + expression.slice(to);

function weakenings({ using, check, changeable }: Policy, finely: boolean): Weakening[] {
	const found: Weakening[] = [];
	const name = (clause: string, expression: string, { from, to, by }: Wider) => {
		const part = expression.slice(from, to).replace(/\s+/g, ' ');
		return to - from === expression.length ? clause : `${clause}: ${part} → ${by}`;
	};
	for (const change of using === null || using === 'true' ? [] : wider(using, finely)) {
		// A row that is reached has to be let go as well, or the check is what is tested.
		const part = using!.slice(change.from, change.to);
		const whole = part === using;
		found.push({
			part: name('using', using!, change),
			using: put(using!, change),
			check: check && (whole ? 'true' : check.replace(part, () => change.by))
		});
	}
	for (const change of check === null || check === 'true' ? [] : wider(check, finely)) {
		const part = check!.slice(change.from, change.to);
		// Of rows that only the same condition lets be reached, and in which nothing can change of it, the
		// check says nothing new.
		const idle =
			using?.includes(part) &&
			!changeable.some((column) => new RegExp(`\\b${column}\\b`).test(part));
		if (!idle)
			found.push({ part: name('check', check!, change), using, check: put(check!, change) });
	}
	return found;
}

const alter = (world: World, { table, name }: Policy, using: string | null, check: string | null) =>
	world.backend.database.exec(
		`alter policy ${name} on ${table}${using === null ? '' : ` using (${using})`}${
			check === null ? '' : ` with check (${check})`
		}`
	);

/**
 * Weakens every policy of a schema in turn and asks each time by what that is caught, null for nothing.
 * Returns those that nothing caught. `npm run test:policies` prints by what each of the others was.
 */
export async function survivors(
	world: World,
	undone: Undone,
	schema: 'public' | 'storage',
	caughtBy: (table: string, tried: Tried) => Promise<string | null>
): Promise<string[]> {
	const survived: string[] = [];
	const all = await policies(world, schema);
	expect(all).not.toEqual([]);
	for (const policy of all)
		for (const { part, using, check } of weakenings(policy, FINELY)) {
			const tried = FINELY ? EVERYTHING : concernedBy(policy);
			const caught = await undone(async () => {
				await alter(world, policy, using, check);
				return caughtBy(policy.table, tried);
			});
			const line = `${policy.table} · ${policy.name} · ${part}`;
			if (FINELY) console.log(`${line} · ${caught ?? 'SURVIVES'}`);
			if (caught === null) survived.push(line);
		}
	return survived;
}
