/** Rows of a form: fields named `criteria.0`, `criteria.1`, … or `evidence.0.title`, … */

/** The numbers of the rows that the form has under a name, in order. */
export function rowsOf(form: FormData, name: string): number[] {
	const pattern = new RegExp(`^${name}\\.(\\d+)(\\.|$)`);
	const numbers = new Set<number>();
	for (const field of form.keys()) {
		const match = pattern.exec(field);
		if (match) numbers.add(Number(match[1]));
	}
	return [...numbers].sort((a, b) => a - b);
}

/** What the buttons beside rows ask for: `add`, or `up 2`, `down 0`, `remove 1` with a row's number. */
export function changeRows<T>(rows: readonly T[], command: string, blank: () => T): T[] {
	const [verb, at] = command.split(' ');
	const index = Number(at);
	const changed = [...rows];
	if (verb === 'add') changed.push(blank());
	else if (!(index in rows)) return changed;
	else if (verb === 'remove') changed.splice(index, 1);
	else if (verb === 'up' && index > 0) swap(changed, index - 1);
	else if (verb === 'down' && index < rows.length - 1) swap(changed, index);
	return changed;
}

/** Exchanges a row with the one after it. */
function swap<T>(rows: T[], index: number): void {
	rows.splice(index, 2, rows[index + 1]!, rows[index]!);
}
