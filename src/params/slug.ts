import { KEY_MAX, KEY_PATTERN } from '$lib/record/slug.ts';

/** Organization slugs and goal keys. */
export const match = (param: string) => param.length <= KEY_MAX && KEY_PATTERN.test(param);
