/**
 * Measures pages with Lighthouse as on a phone, and fails where one is under the bar. The server must
 * run already: `npm start`, then `node scripts/lighthouse.ts [address …]`. Lighthouse itself comes
 * through npx, so that an install of the app does not carry it.
 */
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { chromiumPath } from './chromium.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
/** The least of each category, in points of 100. */
const BAR = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
type Category = keyof typeof BAR;
const CATEGORIES = Object.keys(BAR) as Category[];

type Report = {
	categories: Record<
		Category,
		{ score: number | null; auditRefs: { id: string; weight: number }[] }
	>;
	audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
};

const addresses = process.argv.slice(2);
if (addresses.length === 0)
	addresses.push('http://localhost:3000/lodestone', 'http://localhost:3000/zh/lodestone');

let under = 0;
for (const address of addresses) {
	const { categories, audits } = measure(address);
	console.log(`\n${address}`);
	for (const category of CATEGORIES) {
		const points = Math.round(100 * (categories[category].score ?? 0));
		const passed = points >= BAR[category];
		console.log(`  ${category} ${points} (bar ${BAR[category]})${passed ? '' : ': UNDER'}`);
		if (passed) continue;
		under += 1;
		for (const { id, weight } of categories[category].auditRefs) {
			const { title, score, displayValue } = audits[id]!;
			if (weight > 0 && score !== null && score < 0.9)
				console.log(`    ${title}${displayValue ? `: ${displayValue}` : ''}`);
		}
	}
}
process.exitCode = under === 0 ? 0 : 1;

/** Runs Lighthouse once. Throws where it gives no report. */
function measure(address: string): Report {
	const { status, stdout, stderr } = spawnSync(
		'npx',
		[
			'--yes',
			LIGHTHOUSE,
			address,
			'--quiet',
			'--output=json',
			`--only-categories=${CATEGORIES.join(',')}`,
			'--chrome-flags=--headless=new --no-sandbox --disable-gpu'
		],
		{
			// Away from the project, whose own packages npx would look through first.
			cwd: tmpdir(),
			encoding: 'utf8',
			env: { ...process.env, CHROME_PATH: chromiumPath() },
			maxBuffer: 64 * 1024 * 1024,
			timeout: 300_000
		}
	);
	if (status !== 0) throw new Error(`Lighthouse gave no report on ${address}.\n${stderr}`);
	return JSON.parse(stdout);
}
