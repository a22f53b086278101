import { redirect } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { workspaceHost } from '#lib/api/host.ts';
import { themeOf } from '#lib/design/theme.ts';

const open = ['/sign-in', '/invitation/'];
const isOpen = (path: string): boolean => open.some((prefix) => path.startsWith(prefix));

/**
 * Asks the host who is there and gives the page its caller. Pages other than sign-in and invitations send
 * a signed-out person to sign in and back. Nothing that names a patient may be stored by a browser or proxy.
 */
export const handle: Handle = async ({ event, resolve }) => {
	const host = workspaceHost();
	const setCookies: string[] = [];
	const { me, api } = await host.apiFor({
		cookie: event.request.headers.get('cookie'),
		origin: event.request.headers.get('origin'),
		address: event.getClientAddress(),
		setCookie: (value) => setCookies.push(value),
	});
	Object.assign(event.locals, { me, api, host });
	if (!me && event.route.id !== null && !isOpen(event.url.pathname)) {
		redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
	}
	const theme = themeOf(event.cookies.get('consilium-theme'));
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%consilium.theme%', theme),
	});
	for (const cookie of setCookies) response.headers.append('set-cookie', cookie);
	response.headers.set('cache-control', 'no-store');
	return response;
};

/**
 * What broke is told to the host, which logs no words of it: an error of the database can quote what was stored.
 * What was meant, and pages that are not there, keep their own words.
 */
export const handleError: HandleServerError = ({ error, kind }) => {
	if (kind === 'unknown') workspaceHost().report(error);
};
