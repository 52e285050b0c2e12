import type { Organization } from '../record/state.ts';
import type { Figures, Varied } from './types.ts';

/**
 * The same scorecard with other constants than the method's own, so that a reader sees what hangs on
 * them. Nothing of it is a score: only the method's own constants give one.
 */

/** The figures with some constants, on the day asked for and on the earlier one. */
export type Variant = { now: Figures; before: Figures };

export type Sensitivity<Name extends string> = {
	/** With the method's own constants: what is published. */
	published: Variant;
	/** One constant varied, the others as the method has them; in the order of its ranges. */
	varied: Record<Name, (Variant & { value: number })[]>;
	/**
	 * Every constant at the first value of its range, and every one at the last. A larger constant never
	 * lowers a figure, so that each combination within the ranges lies between the two.
	 */
	strictest: Variant;
	mildest: Variant;
};

/** The figures as of `t`, and as of the earlier day `since`, under every variation that a method names. */
export function sensitivity<Name extends string>(
	{ own, ranges, figures }: Varied<Name>,
	organization: Organization,
	t: string,
	since: string
): Sensitivity<Name> {
	const [now, before] = [figures(organization, t), figures(organization, since)];
	const names = Object.keys(ranges) as Name[];
	const byConstant = <T>(of: (name: Name) => T) =>
		Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, T>;
	const variant = (constants: Record<Name, number>): Variant => ({
		now: now(constants),
		before: before(constants)
	});
	return {
		published: variant(own),
		varied: byConstant((name) =>
			ranges[name].map((value) => ({ value, ...variant({ ...own, [name]: value }) }))
		),
		strictest: variant(byConstant((name) => ranges[name][0]!)),
		mildest: variant(byConstant((name) => ranges[name].at(-1)!))
	};
}
