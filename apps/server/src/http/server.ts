import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '../app.ts';
import { placeOf } from '../log.ts';
import { compressAnswer } from './compress.ts';
import type { Guest } from './guest.ts';
import { answerLive, answerMetrics, answerReady } from './health.ts';
import { isOwnOrigin } from './origin.ts';
import { factsOf, type RequestFacts } from './request-facts.ts';
import { countedRoutes, routeOf } from './route.ts';
import { setDataHeaders, setSecurityHeaders } from './security-headers.ts';
import { answerTrpc } from './trpc.ts';

interface Exchange {
	request: IncomingMessage;
	response: ServerResponse;
	facts: RequestFacts;
}

const reads: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a request that changes something, or reads data, comes from one of our own pages. */
function isForeign(app: App, { request, facts }: Exchange): boolean {
	if (!reads.has(request.method)) return !isOwnOrigin(facts, app.originRule);
	const site = request.headers['sec-fetch-site'];
	return site === 'cross-site' && (request.url?.startsWith('/trpc/') ?? false);
}

function refuse(response: ServerResponse, status: number, text: string): void {
	setDataHeaders(response);
	response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
	response.end(`${text}\n`);
}

async function answer(app: App, guest: Guest, exchange: Exchange): Promise<void> {
	const { request, response, facts } = exchange;
	const [path = '/'] = (request.url ?? '/').split('?', 1);
	setSecurityHeaders(response, facts.secure);
	if (isForeign(app, exchange)) return refuse(response, 403, 'Requests from other sites are refused.');
	if (path === '/live') return answerLive(response);
	if (path === '/ready') return answerReady(app, response);
	if (path === '/metrics') return answerMetrics(app, request, response);
	compressAnswer(request, response);
	if (path.startsWith('/trpc/')) return answerTrpc(app, exchange, path.slice('/trpc/'.length));
	return guest(request, response, facts);
}

function observe(app: App, { request, response }: Exchange, counted: (route: string) => string): void {
	const began = performance.now();
	const method = request.method ?? 'GET';
	const route = routeOf(request.url ?? '/');
	response.once('close', () => {
		const ms = performance.now() - began;
		app.metrics.request({ method, route: counted(route), status: response.statusCode }, ms / 1000);
		app.log.info('request', { method, route, status: response.statusCode, ms: Math.round(ms) });
	});
}

/** The one HTTP server: pages, API, live rooms, health. Not yet listening. */
export function createHttpServer(app: App, guest: Guest): Server {
	const { trustProxy } = app.config;
	const counted = countedRoutes();
	const server = createServer((request, response) => {
		const exchange = { request, response, facts: factsOf(request, trustProxy) };
		observe(app, exchange, counted);
		answer(app, guest, exchange).catch((error: unknown) => {
			app.log.error('request failed', { route: routeOf(request.url ?? '/'), error: placeOf(error) });
			if (!response.headersSent) refuse(response, 500, 'Something went wrong on the server.');
			else response.destroy();
		});
	});
	server.headersTimeout = 20_000;
	server.requestTimeout = 120_000;
	server.on('upgrade', (request, socket, head) => {
		socket.on('error', () => socket.destroy());
		if (request.url?.startsWith('/sync/')) app.sync.handleUpgrade(request, socket, head);
		else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
	});
	return server;
}

/** Listens; gives the port that was taken. */
export function listen(server: Server, { port, host }: { port: number; host: string }): Promise<number> {
	return new Promise((done, fail) => {
		server.once('error', fail);
		server.listen(port, host, () => {
			server.off('error', fail);
			done((server.address() as AddressInfo).port);
		});
	});
}
