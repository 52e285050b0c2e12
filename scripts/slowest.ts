/** Which tests took the longest, by the reports that Vitest and Playwright write. */

/** In milliseconds. */
export type Timed = { name: string; duration: number };

type UnitReport = {
	testResults?: {
		name: string;
		assertionResults: { fullName: string; duration?: number | null }[];
	}[];
};
type BrowserReport = { suites?: Suite[] };
type Suite = {
	file: string;
	suites?: Suite[];
	specs: { title: string; tests: { results: { duration: number }[] }[] }[];
};

/** Every test of Vitest's JSON report; `root` is left out of the files' names. */
export function unitTimes({ testResults = [] }: UnitReport, root: string): Timed[] {
	return testResults.flatMap(({ name, assertionResults }) =>
		assertionResults.map(({ fullName, duration }) => ({
			name: `${name.replace(`${root}/`, '')} › ${fullName}`,
			duration: duration ?? 0
		}))
	);
}

/** Every test of Playwright's JSON report, with what its retries took. */
export function browserTimes({ suites = [] }: BrowserReport, folder: string): Timed[] {
	return suites.flatMap((suite) => [
		...browserTimes(suite, folder),
		...suite.specs.map(({ title, tests }) => ({
			name: `${folder}/${suite.file} › ${title}`,
			duration: tests
				.flatMap(({ results }) => results)
				.reduce((total, { duration }) => total + duration, 0)
		}))
	]);
}

/** The slowest, one a line, with their seconds. */
export function slowest(times: Timed[], count: number): string {
	return times
		.toSorted((one, other) => other.duration - one.duration)
		.slice(0, count)
		.map(({ name, duration }) => `${(duration / 1000).toFixed(1).padStart(7)} s  ${name}`)
		.join('\n');
}
