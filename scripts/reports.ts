/** What the reports of Vitest and Playwright say of each test. */

/** `duration` is in milliseconds; `failure` is why the test failed, or null. */
export type Told = { name: string; duration: number; failure: string | null };

type UnitReport = {
	testResults?: {
		name: string;
		status?: string;
		message?: string;
		assertionResults: {
			fullName: string;
			status: string;
			duration?: number | null;
			failureMessages?: string[] | null;
		}[];
	}[];
};
type BrowserReport = { suites?: Suite[] };
type Suite = {
	file: string;
	suites?: Suite[];
	specs: {
		title: string;
		tests: {
			status: string;
			results: { duration: number; errors?: { message?: string }[] }[];
		}[];
	}[];
};

/** Every test of Vitest's JSON report, and every file that did not load; `root` is left out of the files' names. */
export function unitTests({ testResults = [] }: UnitReport, root: string): Told[] {
	return testResults.flatMap(({ name, status, message, assertionResults }) => {
		const file = name.replace(`${root}/`, '');
		const tests = assertionResults.map((test) => ({
			name: `${file} › ${test.fullName}`,
			duration: test.duration ?? 0,
			failure: test.status === 'failed' ? (test.failureMessages ?? []).join('\n') : null
		}));
		if (status !== 'failed' || tests.some(({ failure }) => failure !== null)) return tests;
		return [...tests, { name: file, duration: 0, failure: message ?? '' }];
	});
}

/** Every test of Playwright's JSON report, with what its retries took. One that passed at a second try has failed. */
export function browserTests({ suites = [] }: BrowserReport, folder: string): Told[] {
	return suites.flatMap((suite) => [
		...browserTests(suite, folder),
		...suite.specs.map(({ title, tests }) => {
			const results = tests.flatMap((test) => test.results);
			const failed = tests.some(({ status }) => status === 'unexpected' || status === 'flaky');
			const errors = results.flatMap((result) => result.errors ?? []);
			return {
				name: `${folder}/${suite.file} › ${title}`,
				duration: results.reduce((total, { duration }) => total + duration, 0),
				failure: failed ? errors.map(({ message = '' }) => message).join('\n') : null
			};
		})
	]);
}

/** The slowest, one a line, with their seconds. */
export function slowest(tests: Told[], count: number): string {
	return tests
		.toSorted((one, other) => other.duration - one.duration)
		.slice(0, count)
		.map(({ name, duration }) => `${(duration / 1000).toFixed(1).padStart(7)} s  ${name}`)
		.join('\n');
}

/** Those that failed, each with the first lines of why. */
export function failures(tests: Told[]): string {
	return tests
		.flatMap(({ name, failure }) =>
			failure === null
				? []
				: [
						name,
						...failure
							.split('\n')
							.filter(Boolean)
							.slice(0, 12)
							.map((line) => `    ${line}`)
					]
		)
		.join('\n');
}
