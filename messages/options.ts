/** How the catalogues are compiled: by Vite in the app, by scripts/messages.ts for the command line. */
export const MESSAGES = {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	strategy: ['url', 'baseLocale'],
	// Two big modules instead of hundreds of small ones: unused messages are shaken out all the same.
	outputStructure: 'locale-modules',
	// What Vite's plugin would put: else the two ways write two versions, in turn.
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'"
} satisfies import('@inlang/paraglide-js').CompilerOptions;
