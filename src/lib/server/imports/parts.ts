import type { ImportStep } from '../../roadmap/plan/steps.ts';

/** A request holds the database, so the steps are sent a few at a time. */
const STEPS = 100;
const LETTERS = 250_000;

/** Steps in an order, cut into parts that one request can take. */
export function* parts(steps: Iterable<ImportStep>): Generator<ImportStep[]> {
	let part: ImportStep[] = [];
	let letters = 0;
	for (const step of steps) {
		const length = JSON.stringify(step).length;
		if (part.length === STEPS || (part.length > 0 && letters + length > LETTERS)) {
			yield part;
			part = [];
			letters = 0;
		}
		part.push(step);
		letters += length;
	}
	if (part.length) yield part;
}
