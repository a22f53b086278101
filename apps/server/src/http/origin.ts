/** Names under which a page of this very machine is asked for. */
export const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

interface Asked {
	origin: string | undefined;
	host: string | undefined;
	secure: boolean;
}

function parse(text: string): URL | null {
	try {
		return new URL(text);
	} catch {
		return null;
	}
}

/**
 * Whether a page of this origin may act here. With a public origin only that one; else the very address that was
 * asked, and on a server that listens on loopback only a loopback name (so that no foreign name can be pointed at it).
 * No origin at all, or `null`, is refused.
 */
export function isOwnOrigin(
	{ origin, host, secure }: Asked,
	rule: { publicOrigin?: string | undefined; loopback: boolean },
): boolean {
	const page = origin === undefined ? null : parse(origin);
	if (!page || page.origin !== origin) return false;
	if (rule.publicOrigin !== undefined) return page.origin === rule.publicOrigin;
	const here = parse(`${secure ? 'https' : 'http'}://${host ?? ''}`);
	if (!here || here.origin !== page.origin) return false;
	return !rule.loopback || loopbackNames.has(page.hostname);
}

/** Whether a listening address is loopback. */
export const isLoopback = (host: string): boolean =>
	host === 'localhost' || host === '::1' || host.startsWith('127.');
