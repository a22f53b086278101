import compression from 'compression';
import type { IncomingMessage, ServerResponse } from 'node:http';

const threshold = 1024;

/** A stream of events must leave at once, and a part of a file is counted in bytes of the file. */
function mayCompress(request: IncomingMessage, response: ServerResponse): boolean {
	const type = String(response.getHeader('content-type') ?? '');
	if (type.startsWith('text/event-stream') || response.statusCode === 206) return false;
	return compression.filter(request, response);
}

const middleware = compression({ threshold, filter: mayCompress });

/**
 * From here on the answer is compressed as the client accepts (Brotli first), when its kind shrinks, it is not already
 * encoded and it is not known to be shorter than 1 kB.
 */
export function compressAnswer(request: IncomingMessage, response: ServerResponse): void {
	middleware(request, response, () => undefined);
}
