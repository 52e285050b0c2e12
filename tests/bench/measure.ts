export const RUNS = 15;

/** The fastest of the runs, in ms: what else the machine does can only add to it. */
export function time(work: () => unknown): number {
	const runs = Array.from({ length: RUNS }, () => {
		const start = performance.now();
		work();
		return performance.now() - start;
	});
	return Math.min(...runs);
}

/** A table of the console: a first column of names, then one column for each heading. */
export function print(headings: readonly string[], rows: readonly (readonly string[])[]): void {
	const [first, ...others] = headings;
	const wide = Math.max(...[first!, ...rows.map(([name]) => name!)].map((name) => name.length)) + 2;
	const widths = others.map((heading) => Math.max(heading.length, 8) + 3);
	for (const [name, ...cells] of [headings, ...rows])
		console.log(
			name!.padEnd(wide) + cells.map((cell, index) => cell.padStart(widths[index]!)).join('')
		);
	console.log();
}
