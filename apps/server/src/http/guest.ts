import type { IncomingMessage, ServerResponse } from 'node:http';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createBuildFiles } from './build-files.ts';
import type { RequestFacts } from './request-facts.ts';
import { setDataHeaders } from './security-headers.ts';

/** The built workspace as a guest of this server: pages and their files. */
export type Guest = (
	request: IncomingMessage,
	response: ServerResponse,
	facts: RequestFacts,
) => void | Promise<void>;

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const besideThisPackage = fileURLToPath(new URL('../../../workspace/build', import.meta.url));

/** SvelteKit must learn protocol, host and address from us, never from what a client sent. */
const internalHeaders = {
	PROTOCOL_HEADER: 'x-internal-proto',
	HOST_HEADER: 'x-internal-host',
	ADDRESS_HEADER: 'x-internal-address',
} as const;

function notBuilt(_request: IncomingMessage, response: ServerResponse): void {
	response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8' });
	response.end(
		'The pages of the workspace have not been built. The API, the live rooms and /ready answer.\n',
	);
}

function gone(response: ServerResponse): void {
	setDataHeaders(response);
	const text = 'This file belongs to a version that is no longer here. Reload the page.\n';
	response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'content-length': text.length });
	response.end(text);
}

function pathOf(request: IncomingMessage): string {
	const [path = '/'] = (request.url ?? '/').split(/[?#]/, 1);
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** Loads the built workspace; the host seam must be set before. Without a build, pages say so and the rest works. */
export async function loadGuest(folder = besideThisPackage): Promise<Guest> {
	const file = resolve(folder, 'handler.js');
	if (!existsSync(file)) return notBuilt;
	Object.assign(process.env, internalHeaders, { BODY_SIZE_LIMIT: process.env.BODY_SIZE_LIMIT ?? '1M' });
	const stateOf = createBuildFiles(resolve(folder, 'client'));
	const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler };
	return async (request, response, { secure, host, address }) => {
		const state = await stateOf(pathOf(request));
		if (state === 'gone') return gone(response);
		if (state === 'plain') delete request.headers['accept-encoding'];
		request.headers['x-internal-proto'] = secure ? 'https' : 'http';
		request.headers['x-internal-host'] = host ?? 'localhost';
		request.headers['x-internal-address'] = address;
		handler(request, response, () => {
			response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
			response.end('Not found.\n');
		});
	};
}
