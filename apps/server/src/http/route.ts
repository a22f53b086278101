const known = new Set([
	'trpc',
	'sync',
	'live',
	'ready',
	'metrics',
	'cases',
	'sign-in',
	'invitation',
	'people',
	'referral',
	'referral-back',
	'pdf',
	'print',
	'new',
	'_app',
]);

/**
 * A path for logs and metrics: only words that the product itself uses, everything else as `:id`. No query, so that no
 * token, search text or identifier can get there; names of procedures are kept.
 */
export function routeOf(url: string): string {
	const path = url.split(/[?#]/, 1)[0] ?? '/';
	const [, first = '', ...rest] = path.split('/');
	if (first === '_app') return '/_app';
	if (first === 'trpc') return `/trpc/${/^[A-Za-z.,]{1,200}$/.test(rest[0] ?? '') ? rest[0] : ':name'}`;
	const words = [first, ...rest].map((word) => (word === '' || known.has(word) ? word : ':id'));
	return `/${words.slice(0, 6).join('/')}`;
}
