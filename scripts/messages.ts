/** Compiles the message catalogues (messages/*) into src/lib/paraglide, for what runs without Vite. */
import { compile } from '@inlang/paraglide-js';
import { MESSAGES } from '../messages/options.ts';

await compile(MESSAGES);
