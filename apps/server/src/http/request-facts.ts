import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** What is known of a request's outermost hop. Forwarded headers count only when the proxy is trusted. */
export interface RequestFacts {
	/** The browser speaks https to the outermost proxy. */
	secure: boolean;
	host: string | undefined;
	origin: string | undefined;
	cookie: string | undefined;
	/** Address of the client; of the proxy when it is not trusted. */
	address: string;
}

const one = (value: string | string[] | undefined): string | undefined =>
	Array.isArray(value) ? value[0] : value;

/** The value that our own proxy appended; what stands before it a client can invent. */
const lastOf = (value: string | string[] | undefined): string | undefined =>
	one(value)?.split(',').at(-1)?.trim() || undefined;

function isSecure(request: IncomingMessage, trustProxy: boolean): boolean {
	if ((request.socket as TLSSocket).encrypted) return true;
	return trustProxy && lastOf(request.headers['x-forwarded-proto']) === 'https';
}

function addressOf(request: IncomingMessage, trustProxy: boolean): string {
	const forwarded = trustProxy ? lastOf(request.headers['x-forwarded-for']) : undefined;
	return forwarded && isIP(forwarded) ? forwarded : (request.socket.remoteAddress ?? 'unknown');
}

export function factsOf(request: IncomingMessage, trustProxy: boolean): RequestFacts {
	return {
		secure: isSecure(request, trustProxy),
		host: (trustProxy ? lastOf(request.headers['x-forwarded-host']) : undefined) ?? request.headers.host,
		origin: request.headers.origin,
		cookie: request.headers.cookie,
		address: addressOf(request, trustProxy),
	};
}
