import type { WorkspaceHost } from '@consilium/api';

const seam = Symbol.for('consilium.host');

/** The server this workspace is a guest of. Set once, before the handler is loaded; its absence is a bug. */
export function workspaceHost(): WorkspaceHost {
	const host = (globalThis as { [seam]?: WorkspaceHost })[seam];
	if (!host) throw new Error('The workspace was started without its host (globalThis[consilium.host]).');
	return host;
}
