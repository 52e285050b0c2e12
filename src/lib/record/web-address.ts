/** True for an http or https address: what may become a link. Free of zod, since pages use it too. */
export function isWebAddress(text: string): boolean {
	if (!/^https?:\/\//i.test(text) || /\s/.test(text)) return false;
	return URL.canParse(text);
}
