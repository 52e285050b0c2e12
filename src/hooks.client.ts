import { localeOf } from '$lib/locale.ts';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';

// As the server tells it: Paraglide would take //zh for Chinese.
overwriteGetLocale(() => localeOf(location.pathname));
