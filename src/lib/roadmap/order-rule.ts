import { problem, type Path, type Problem } from './problem.ts';

/** Problems where an item's day is before that of the item in front of it. */
export function checkOrder(items: readonly { effective_on: string }[], path: Path): Problem[] {
	return items.flatMap((item, index) => {
		const before = items[index - 1];
		if (!before || before.effective_on <= item.effective_on) return [];
		const message = `is ${item.effective_on}, before the ${before.effective_on} of the item in front of it: put the list in order of day`;
		return [problem([...path, index, 'effective_on'], message)];
	});
}
