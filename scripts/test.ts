/** npm test: unit, property, database and fault tests, then the browser journeys. Fails if any does. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { ensureBuild } from './build.ts';
import { ensureChromium } from './chromium.ts';
import { ensureMessages } from './messages.ts';
import { browserTests, failures, slowest, unitTests } from './reports.ts';

type Count = { passed: number; failed: number };

function run(command: string, args: string[]): boolean {
	return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}

function vitest(): Count {
	const ok = run('vitest', [
		'run',
		'--reporter=default',
		'--reporter=json',
		'--outputFile.json=test-results/unit.json'
	]);
	const { numPassedTests, numFailedTests } = readResult('unit');
	// A file that does not load fails no single test.
	return { passed: numPassedTests ?? 0, failed: Math.max(numFailedTests ?? 0, ok ? 0 : 1) };
}

function playwright(): Count {
	ensureChromium();
	ensureBuild();
	const ok = run('playwright', ['test']);
	const { stats = {} } = readResult('e2e');
	const failed = (stats.unexpected ?? 0) + (stats.flaky ?? 0);
	return { passed: stats.expected ?? 0, failed: Math.max(failed, ok ? 0 : 1) };
}

function readResult(name: string) {
	try {
		return JSON.parse(readFileSync(`test-results/${name}.json`, 'utf8'));
	} catch {
		return {};
	}
}

rmSync('test-results', { recursive: true, force: true });
await ensureMessages();
const counts = [vitest(), playwright()];
const tests = [
	...unitTests(readResult('unit'), process.cwd()),
	...browserTests(readResult('e2e'), 'tests/e2e')
];
console.log(`\nThe slowest tests:\n${slowest(tests, 15)}\n`);
const failed = failures(tests);
if (failed) console.log(`The tests that failed:\n${failed}\n`);
const sum = (field: keyof Count) => counts.reduce((total, count) => total + count[field], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 && counts.every(({ passed }) => passed > 0) ? 0 : 1;
