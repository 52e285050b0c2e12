import { m } from '../paraglide/messages.js';
import { roadmapFile, type RoadmapFile } from './file/file.ts';
import { issuesInTurn } from './file/first-issues.ts';
import { readJson } from './file/json.ts';
import { problem, type Problem } from './file/problem.ts';
import { checkRules } from './rules/rules.ts';
import { shapeProblems } from './file/shape.ts';
import { shapeWords } from './file/shape-words.ts';

export type { Problem } from './file/problem.ts';

export type ParsedRoadmap = { ok: true; file: RoadmapFile } | { ok: false; problems: Problem[] };

const MAX_PROBLEMS = 200;
/** More than anybody will read on: the reading stops. */
const MAX_READ = 2_000;
/** In characters: so short a file is read whole in no time, whatever is wrong with it. */
const SHORT = 500_000;

/**
 * Reads a roadmap file and checks everything that its format asks for: the JSON, then the shape, then
 * (where the shape is right) the rules. Reports all problems of a stage, never throws.
 */
export function parseRoadmap(text: string): ParsedRoadmap {
	const json = readJson(text.replace(/^\uFEFF/, ''));
	if (!json.ok) return json;
	const first = text.length > SHORT ? firstIssues(json.value) : [];
	if (first.length > MAX_READ) return { ok: false, problems: furthest(first, json.value) };
	const parsed = roadmapFile.safeParse(json.value, { error: shapeWords });
	const shape = parsed.success ? [] : shapeProblems(parsed.error.issues, json.value);
	const problems = [...json.problems, ...shape];
	if (problems.length > 0 || !parsed.success) return { ok: false, problems: cap(problems) };
	const broken = checkRules(parsed.data);
	return broken.length > 0 ? { ok: false, problems: cap(broken) } : { ok: true, file: parsed.data };
}

/** As many as anybody mends in one go, and how many more there are. */
export function cap(problems: Problem[]): Problem[] {
	if (problems.length <= MAX_PROBLEMS) return problems;
	const rest = problems.length - MAX_PROBLEMS;
	return [...problems.slice(0, MAX_PROBLEMS), problem([], m.import_more_problems({ count: rest }))];
}

function firstIssues(value: unknown) {
	const issues = [];
	for (const issue of issuesInTurn(roadmapFile, value)) {
		issues.push(issue);
		if (issues.length > MAX_READ) break;
	}
	return issues;
}

function furthest(issues: ReturnType<typeof firstIssues>, value: unknown): Problem[] {
	const problems = shapeProblems(issues.slice(0, MAX_PROBLEMS), value).slice(0, MAX_PROBLEMS);
	return [...problems, problem([], m.import_further_problems({ count: MAX_READ }))];
}
