import { createCaller, type WorkspaceHost } from '@consilium/api';
import { handoffDocumentSchema, type SignatureLine } from '@consilium/handoff';
import type { App } from './app.ts';
import { contextFor } from './context.ts';
import { placeOf } from './log.ts';
import { renderPdf } from './pdf/render-pdf.ts';

const seam = Symbol.for('consilium.host');

/** Sets the one seam through which the workspace reaches the server. Before its handler is loaded. */
export function setWorkspaceHost(app: App, version: string): void {
	const host: WorkspaceHost = {
		async apiFor({ cookie, address, setCookie }) {
			const context = await contextFor(app, { cookie: cookie ?? undefined, address, setCookie });
			return { me: await context.door.me(), api: createCaller(context) };
		},
		renderPdf: (document, signature) =>
			renderPdf(
				handoffDocumentSchema.parse(document),
				signature ? { signature: signature as SignatureLine } : {},
			),
		report: (error) =>
			app.log.error('page failed', {
				error: placeOf(error instanceof Error && error.cause ? error.cause : error),
			}),
		demo: app.config.demo,
		version,
	};
	Object.assign(globalThis, { [seam]: host });
}
