import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { JoinRequest } from '../ports.ts';

const path = /^\/sync\/([A-Za-z0-9_-]{8,128})$/;

export interface Upgrade {
	readonly join: JoinRequest;
	/** The client asked for the frames 100, 101 and 102. */
	readonly wantsAcks: boolean;
}

/** What an upgrade request asks for; null when its path is no room's. */
export function readUpgrade(request: IncomingMessage, secure: boolean): Upgrade | null {
	const url = URL.parse(request.url ?? '', 'http://host');
	const roomId = url && path.exec(url.pathname)?.[1];
	if (!url || roomId === undefined || roomId === null) return null;
	const { cookie, origin, host } = request.headers;
	return {
		join: { cookie, origin, host, secure, roomId, purpose: 'join' },
		wantsAcks: url.searchParams.get('ack') === '1',
	};
}

const reasons: Record<number, string> = {
	403: 'Forbidden',
	404: 'Not Found',
	429: 'Too Many Requests',
	503: 'Service Unavailable',
};

/** Ends a request that never becomes a socket. */
export function answerHttp(socket: Duplex, status: 403 | 404 | 429 | 503): void {
	socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Resolves with null when `ms` pass first. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(() => resolve(null), ms);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
