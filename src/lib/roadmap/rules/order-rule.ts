import { m } from '../../paraglide/messages.js';
import { problem, type Path, type Problem } from '../file/problem.ts';

/** Problems where an item's day is before that of the item in front of it. */
export function checkOrder(items: readonly { effective_on: string }[], path: Path): Problem[] {
	return items.flatMap((item, index) => {
		const before = items[index - 1];
		if (!before || before.effective_on <= item.effective_on) return [];
		const message = m.import_order({ day: item.effective_on, before: before.effective_on });
		return [problem([...path, index, 'effective_on'], message)];
	});
}
