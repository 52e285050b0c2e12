import { dev } from '$app/environment';

/** Where `trend.client.ts` is served; the build gives it this name (see vite.config.ts). */
export const SCRIPT = dev ? '/src/lib/components/chart/trend.client.ts' : '/_app/trend.js';
