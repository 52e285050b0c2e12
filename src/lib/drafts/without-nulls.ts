/** A copy without the fields that are null: rows have null where entries leave out. */
export function withoutNulls<T extends object>(fields: {
	[name in keyof T]: T[name] | null | undefined;
}): T {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)
	) as T;
}
