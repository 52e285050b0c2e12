/**
 * The known name that somebody who wrote `name` most likely meant; undefined where none is near.
 * Case, hyphens and underscores do not count; beyond them a third of the letters may differ.
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
	const bare = strip(name);
	// Longer than any field: no misspelling, and not worth a table of its length.
	if (bare.length > 40) return undefined;
	let best: string | undefined;
	let least = Infinity;
	for (const candidate of known) {
		const distance = editDistance(bare, strip(candidate));
		if (distance < least && distance <= Math.max(1, Math.floor(candidate.length / 3))) {
			best = candidate;
			least = distance;
		}
	}
	return best;
}

function strip(name: string): string {
	return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** How many letters must be added, dropped, changed or swapped with a neighbour. */
function editDistance(from: string, to: string): number {
	const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
	for (let i = 1; i <= from.length; i++) {
		const row = [i];
		const above = rows[i - 1]!;
		for (let j = 1; j <= to.length; j++) {
			const same = from[i - 1] === to[j - 1];
			let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (same ? 0 : 1));
			const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
			if (swapped) cost = Math.min(cost, rows[i - 2]![j - 2]! + 1);
			row.push(cost);
		}
		rows.push(row);
	}
	return rows[from.length]![to.length]!;
}
