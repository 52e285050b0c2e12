import { method1 } from './method-1/index.ts';
import { method2 } from './method-2/index.ts';
import type { Method, MethodNumber } from './types.ts';

/** The methods of scoring by number: the one way to a score. */
export const METHODS = { 1: method1, 2: method2 } satisfies Record<MethodNumber, Method>;

/** What live pages, the API and new certified scorecards use. */
export const newest = METHODS[2];
