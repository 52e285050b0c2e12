import type { Reroute } from '@sveltejs/kit';
import { withoutLocale } from '$lib/locale.ts';

/** /zh/… is drawn by the route of the same page. */
export const reroute: Reroute = ({ url }) => withoutLocale(url.pathname);
