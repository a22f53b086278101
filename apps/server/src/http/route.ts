import { appRouter } from '@consilium/api';

const { procedures } = appRouter._def;

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

/** At most so many different routes are told apart: names that somebody invents must not fill the memory. */
const mostRoutes = 300;

/** `routeOf` for counting: what was never seen before, once there are many, counts as `/:other`. */
export function countedRoutes(): (route: string) => string {
	const seen = new Set<string>();
	return (route) => {
		if (seen.has(route)) return route;
		if (seen.size >= mostRoutes) return '/:other';
		seen.add(route);
		return route;
	};
}

/** A procedure that there is, or several at once; never a name that was made up. */
function procedureOf(names: string): string {
	const all = names.split(',');
	if (!all.every((name) => Object.hasOwn(procedures, name))) return ':name';
	return all.length > 1 ? ':batch' : names;
}

/**
 * A path for logs and metrics: only words that the product itself uses, everything else as `:id`. No query, so that no
 * token, search text or identifier can get there; names of procedures are kept.
 */
export function routeOf(url: string): string {
	const path = url.split(/[?#]/, 1)[0] ?? '/';
	const [, first = '', ...rest] = path.split('/');
	if (first === '_app') return '/_app';
	if (first === 'trpc') return `/trpc/${procedureOf(rest[0] ?? '')}`;
	const words = [first, ...rest].map((word) => (word === '' || known.has(word) ? word : ':id'));
	return `/${words.slice(0, 6).join('/')}`;
}
