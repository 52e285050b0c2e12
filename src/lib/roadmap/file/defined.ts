/** A copy without the fields that are undefined: absent fields are left out, never null. */
export function defined<T extends object>(fields: T): T {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
