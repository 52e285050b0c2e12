/** Finer than any real difference between scores, coarser than what adding floats leaves behind. */
const SNAP = 1e9;

/** A score as pages show it: a whole number, rounded half up; an en dash where there is none. */
export function displayScore(score: number | null): string {
	if (score === null) return '–';
	return String(Math.floor(Math.round(score * SNAP) / SNAP + 0.5));
}

/** A share in percent, given as 0–100, as pages show it: "45%"; an en dash where there is none. */
export function displayPercent(percent: number | null): string {
	return percent === null ? displayScore(null) : `${displayScore(percent)}%`;
}
