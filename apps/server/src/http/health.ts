import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../app.ts';
import { isLoopback } from './origin.ts';
import { setDataHeaders } from './security-headers.ts';

/** More rows than this without a view: the projector is stuck, and boards show old findings. */
const lagLimit = 5_000;

function json(response: ServerResponse, status: number, body: unknown): void {
	setDataHeaders(response);
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
	response.end(`${JSON.stringify(body)}\n`);
}

/** Whether requests can be served now, and what is to be known about how safely data is kept. */
export async function answerReady(
	{ store, projector, config }: App,
	response: ServerResponse,
): Promise<void> {
	const health = await store.health();
	const lag = projector.lag();
	const ok = health.ok && lag <= lagLimit;
	json(response, ok ? 200 : 503, {
		ok,
		// Not the store's own words: a driver's error can name hosts and users, and this answers to anybody.
		store: { kind: store.kind, ok: health.ok, fsync: store.fsync },
		projector: { lag, roomsInTrouble: projector.troubles().length },
		demo: config.demo,
	});
}

/** The process runs and answers. */
export function answerLive(response: ServerResponse): void {
	json(response, 200, { ok: true });
}

function mayRead(app: App, request: IncomingMessage): boolean {
	const { metricsToken } = app.config;
	if (metricsToken !== undefined) return request.headers.authorization === `Bearer ${metricsToken}`;
	const address = request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
	return isLoopback(address) && request.headers['x-forwarded-for'] === undefined;
}

/** Numbers for operators; to loopback only, or to who holds the token. */
export async function answerMetrics(
	app: App,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	if (!mayRead(app, request)) {
		json(response, 404, { ok: false });
		return;
	}
	const { registry } = app.metrics;
	setDataHeaders(response);
	response.writeHead(200, { 'content-type': registry.contentType });
	response.end(await registry.metrics());
}
