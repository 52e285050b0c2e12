import { z } from 'zod';
import { FORMAT, roadmapFile, type RoadmapFile } from './file/file.ts';
import { FORMAT_1, roadmapFile1 } from './file/file-1.ts';
import { m } from '../paraglide/messages.js';
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
	const format = formatOf(json.value);
	const first = text.length > SHORT ? firstIssues(format, json.value) : [];
	if (first.length > MAX_READ) return { ok: false, problems: furthest(first, json.value, format) };
	const parsed = format.safeParse(json.value, { error: shapeWords });
	const shape = parsed.success ? [] : shapeProblems(parsed.error.issues, json.value, format);
	const problems = [...json.problems, ...shape];
	if (problems.length > 0 || !parsed.success) return { ok: false, problems: cap(problems) };
	const broken = checkRules(parsed.data);
	return broken.length > 0 ? { ok: false, problems: cap(broken) } : { ok: true, file: parsed.data };
}

/** One that names no format is read as the newest, and told which there are. */
const either = roadmapFile.extend({ format: z.enum([FORMAT_1, FORMAT]) });

/** What a file is to be, by the format that it names. */
function formatOf(value: unknown): typeof roadmapFile1 | typeof either {
	const named = (value as { format?: unknown } | null)?.format;
	return named === FORMAT_1 ? roadmapFile1 : either;
}

/** As many as anybody mends in one go, and how many more there are. */
export function cap(problems: Problem[]): Problem[] {
	if (problems.length <= MAX_PROBLEMS) return problems;
	const rest = problems.length - MAX_PROBLEMS;
	return [...problems.slice(0, MAX_PROBLEMS), problem([], m.import_more_problems({ count: rest }))];
}

function firstIssues(format: z.ZodObject, value: unknown) {
	const issues = [];
	for (const issue of issuesInTurn(format, value)) {
		issues.push(issue);
		if (issues.length > MAX_READ) break;
	}
	return issues;
}

function furthest(
	issues: ReturnType<typeof firstIssues>,
	value: unknown,
	format: z.ZodObject
): Problem[] {
	const found = shapeProblems(issues.slice(0, MAX_PROBLEMS), value, format);
	const problems = found.slice(0, MAX_PROBLEMS);
	return [...problems, problem([], m.import_further_problems({ count: MAX_READ }))];
}
