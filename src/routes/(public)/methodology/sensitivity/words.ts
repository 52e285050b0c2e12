import { m } from '$lib/paraglide/messages.js';
import { displayScore } from '$lib/scoring/display.ts';
import type { Order } from '$lib/view/methodology/sensitivity-conclusions.ts';
import type { Constant } from '$lib/view/methodology/sensitivity.ts';

/** A value of a constant as it is spoken of: "90 days", "0.25". */
export function valueName(constant: Constant, value: number): string {
	const inDays = constant === 'staleAfter' || constant === 'lateDays';
	return inDays ? m.days_count({ count: value }) : String(value);
}

/** "Security 55 > Policy 41 = Alignment 41": who stands above whom, or level with it. */
export function orderName(order: Order): string {
	return order
		.map(({ area, evidenced }, index) => {
			const name = `${m.area_name({ area })} ${evidenced}`;
			if (index === 0) return name;
			return `${order[index - 1]!.evidenced === evidenced ? '=' : '>'} ${name}`;
		})
		.join(' ');
}

/** "+7", "−12"; nothing where it did not move. */
export function movedName(moved: number): string {
	if (moved === 0) return '';
	return moved > 0 ? `+${moved}` : `−${-moved}`;
}

/** "31 to 52", one figure where both are the same, a dash where there is none. */
export function boundsName([low, high]: [number | null, number | null]): string {
	const [from, to] = [displayScore(low), displayScore(high)];
	return from === to ? from : m.method_sens_range({ low: from, high: to });
}
