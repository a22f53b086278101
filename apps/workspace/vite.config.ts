import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Nothing is ever loaded from elsewhere; a script or style runs only with this response's nonce. */
const csp = {
	mode: 'nonce' as const,
	directives: {
		'default-src': ['self' as const],
		'script-src': ['self' as const],
		'style-src': ['self' as const],
		'style-src-attr': ['unsafe-inline' as const],
		'connect-src': ['self' as const],
		'img-src': ['self' as const, 'data:' as const],
		'font-src': ['self' as const],
		'object-src': ['none' as const],
		'base-uri': ['none' as const],
		'frame-ancestors': ['none' as const],
		'form-action': ['self' as const],
	},
};

export default defineConfig({
	plugins: [
		tailwindcss(),
		sveltekit({
			adapter: adapter({ precompress: true }),
			csp,
			version: { pollInterval: 300_000 },
		}),
	],
	// Fonts stay files: the policy above allows no data: fonts.
	build: { assetsInlineLimit: 0 },
});
