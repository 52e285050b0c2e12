/**
 * Weakens each condition of each refusal in turn, and sees whether a test notices: `npm run test:functions`,
 * or for some `npm run test:functions -- <part of the names>`. Two at a time, for long: some 190 runs of the tests that name a refusal.
 */
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { schemas } from '../../scripts/schema/sources.ts';
import { IMPLIED } from './implied.ts';
import { mutants, type Mutant } from './mutants.ts';

const directory = mkdtempSync(join(tmpdir(), 'waymark-weaken-'));
const texts = globSync('tests/{rls,faults,scenarios}/*.ts').map((file) => ({
	file,
	text: readFileSync(file, 'utf8')
}));

/** The test files that name the refusal; a scenario is walked by one of them, a table of rows by another. */
function naming({ code }: Mutant): string[] {
	const named = [code, code.split('.')[0]!].map((name) => `'${name}'`);
	const files = texts.filter(({ text }) => named.some((name) => text.includes(name)));
	const tests = files.flatMap(({ file }) => {
		if (file.endsWith('.test.ts')) return [file];
		if (file.startsWith('tests/scenarios/')) return ['tests/faults/scenarios.test.ts'];
		return file.startsWith('tests/rls/') ? ['tests/rls/matrix.test.ts'] : [];
	});
	return [...new Set(tests)];
}

/** True where a test fails. */
async function isNoticed(mutant: Mutant, files: string[], number: number): Promise<boolean> {
	const weakened = join(directory, `${number}.sql`);
	writeFileSync(weakened, mutant.sql);
	const args = ['run', '--project', 'server', '--bail', '1', '--maxWorkers', '1', ...files];
	const child = spawn('vitest', args, {
		env: { ...process.env, WEAKENED: weakened },
		stdio: 'ignore'
	});
	return new Promise((resolve) => child.on('exit', (code) => resolve(code !== 0)));
}

const asked = process.argv[2] ?? '';
const all = mutants(schemas()).filter(({ name }) => name.includes(asked));
const inTurn = pLimit(2);
let noticed = 0;
const wrong: string[] = [];
const check = async (mutant: Mutant, number: number) => {
	const files = naming(mutant);
	const isImplied = IMPLIED[mutant.name] !== undefined;
	const found = files.length > 0 && (await isNoticed(mutant, files, number));
	if (found !== isImplied) noticed++;
	else
		wrong.push(
			`${found ? 'Noticed, though it is said to be implied' : 'Not noticed'}: ${mutant.name}`
		);
	if (found === isImplied) console.log(wrong.at(-1));
};
await Promise.all(all.map((mutant, number) => inTurn(check, mutant, number)));
rmSync(directory, { recursive: true });
const unknown = Object.keys(IMPLIED).filter(
	(name) => !asked && !all.some((one) => one.name === name)
);
for (const name of unknown) console.log(`No such condition any more: ${name}`);
console.log(`${noticed} passed, ${wrong.length + unknown.length} failed`);
process.exitCode = wrong.length + unknown.length ? 1 : 0;
