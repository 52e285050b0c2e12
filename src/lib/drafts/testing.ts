/** A submitted form with these fields; a list is several fields of one name. */
export function formOf(fields: Record<string, string | string[]>): FormData {
	const form = new FormData();
	for (const [name, values] of Object.entries(fields))
		for (const value of [values].flat()) form.append(name, value);
	return form;
}
