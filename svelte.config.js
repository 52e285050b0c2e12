import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: {
		// Written beside every element that has a style: Svelte's own name is twice as long.
		cssHash: ({ hash, filename, css }) => `s${hash(filename ?? css)}`
	},
	kit: {
		adapter: adapter(),
		// The styles of a page's own parts come with it: a dozen small files would each keep it from being
		// drawn. Those of all pages are one file, which a reader fetches once.
		inlineStyleThreshold: 8_192,
		// Hashes, not nonces: a public page keeps the same bytes from one response to the next.
		csp: {
			mode: 'hash',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		typescript: {
			config: (config) => ({
				...config,
				include: [
					...config.include,
					'../scripts/**/*.ts',
					'../playwright.config.ts',
					'../eslint.config.js'
				]
			})
		}
	}
};
