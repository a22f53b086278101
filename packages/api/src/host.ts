import type { Me } from './me.ts';
import type { Caller } from './router.ts';

/** What the workspace, a guest in the server's process, gets from it through `globalThis[Symbol.for('consilium.host')]`. */
export interface WorkspaceHost {
	/** Who asks, and a caller that acts as them. `setCookie` gets whole `set-cookie` values for the answer. */
	apiFor(request: {
		cookie: string | null;
		origin: string | null;
		address: string;
		setCookie(value: string): void;
	}): Promise<{ me: Me | null; api: Caller }>;
	renderPdf(document: unknown, signature?: unknown): Promise<Uint8Array>;
	/** Something broke that is no refusal: kept in the log by its class and place, never by its words. */
	report(error: unknown): void;
	demo: boolean;
	version: string;
}
