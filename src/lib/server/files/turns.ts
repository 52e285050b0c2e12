/** One piece of work at a time for each key, in the order in which they come; other keys do not wait. */
// Not p-limit, of which each key would need one that is forgotten in time: that is longer.
export function turnsByKey(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
	const last = new Map<string, Promise<unknown>>();
	return async (key, work) => {
		const before = last.get(key);
		const mine = Promise.resolve(before).then(work, work);
		last.set(key, mine);
		try {
			return await mine;
		} finally {
			if (last.get(key) === mine) last.delete(key);
		}
	};
}
