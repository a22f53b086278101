import type { IncomingMessage, ServerResponse } from 'node:http';
import { appRouter, type ApiContext } from '@consilium/api';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import type { App } from '../app.ts';
import { contextFor } from '../context.ts';
import { placeOf } from '../log.ts';
import type { RequestFacts } from './request-facts.ts';
import { setDataHeaders } from './security-headers.ts';

const MiB = 1024 * 1024;
const bodyLimit = 4 * MiB;
const bundleLimit = 24 * MiB;
/** Pages ask for three or four things at once; one request must not stand for hundreds. */
const maxBatchSize = 16;

/** Answers `/trpc/<procedures>`. The body of a bundle import may be larger than that of anything else. */
export function answerTrpc(
	app: App,
	{ request, response, facts }: { request: IncomingMessage; response: ServerResponse; facts: RequestFacts },
	path: string,
): Promise<void> {
	setDataHeaders(response);
	const setCookie = (value: string) => response.appendHeader('set-cookie', value);
	return nodeHTTPRequestHandler({
		req: request,
		res: response,
		path,
		router: appRouter,
		maxBodySize: path === 'cases.importBundle' ? bundleLimit : bodyLimit,
		allowBatching: true,
		maxBatchSize,
		createContext: (): Promise<ApiContext> =>
			contextFor(app, { cookie: facts.cookie, address: facts.address, setCookie }),
		onError({ error, path: name }) {
			if (error.code !== 'INTERNAL_SERVER_ERROR') return;
			app.log.error('procedure failed', {
				route: `/trpc/${name ?? ''}`,
				error: placeOf(error.cause ?? error),
			});
		},
	});
}
