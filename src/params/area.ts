import { AREAS, type Area } from '$lib/record/vocabulary.ts';

export const match = (param: string): param is Area => AREAS.some((area) => area === param);
