/** Conditions without which nothing more gets through, and why. Weakening any other one must be noticed. */
export const IMPLIED: Record<string, string> = {};
