import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { placeOf } from '../log.ts';
import { isLoopback, isOwnOrigin } from './origin.ts';
import { factsOf } from './request-facts.ts';
import { countedRoutes, routeOf } from './route.ts';

const loopback = { loopback: true };
const asked = (origin: string | undefined, host: string | undefined, secure = false) => ({
	origin,
	host,
	secure,
});

describe('whose pages may act here', () => {
	it('[SERVER-6] on loopback only the very address that was asked, by a loopback name', () => {
		expect(isOwnOrigin(asked('http://127.0.0.1:4320', '127.0.0.1:4320'), loopback)).toBe(true);
		expect(isOwnOrigin(asked('http://localhost:4320', 'localhost:4320'), loopback)).toBe(true);
		expect(isOwnOrigin(asked('http://[::1]:4320', '[::1]:4320'), loopback)).toBe(true);
		const foreign: [string | undefined, string | undefined][] = [
			[undefined, '127.0.0.1:4320'],
			['null', '127.0.0.1:4320'],
			['', '127.0.0.1:4320'],
			['http://127.0.0.1:9999', '127.0.0.1:4320'],
			['https://127.0.0.1:4320', '127.0.0.1:4320'],
			['http://127.0.0.1:4320/', '127.0.0.1:4320'],
			['http://rebound.example:4320', 'rebound.example:4320'],
			['http://127.0.0.1:4320', undefined],
			['http://127.0.0.1.evil.example:4320', '127.0.0.1.evil.example:4320'],
		];
		for (const [origin, host] of foreign) expect(isOwnOrigin(asked(origin, host), loopback)).toBe(false);
	});

	it('[SERVER-6] with a public origin that one alone, whatever the host says', () => {
		const rule = { publicOrigin: 'https://board.example', loopback: false };
		expect(isOwnOrigin(asked('https://board.example', 'inner:4320'), rule)).toBe(true);
		for (const origin of ['http://board.example', 'https://board.example.evil', 'https://inner:4320'])
			expect(isOwnOrigin(asked(origin, 'inner:4320', true), rule)).toBe(false);
	});

	it('[SERVER-6] loopback is said of addresses', () => {
		expect(['127.0.0.1', '127.9.9.9', 'localhost', '::1'].every(isLoopback)).toBe(true);
		expect(['0.0.0.0', '10.0.0.1', 'example.org', '::'].some(isLoopback)).toBe(false);
	});
});

describe('what is known of a request', () => {
	const request = (headers: Record<string, string>) =>
		({ headers, socket: { remoteAddress: '10.1.1.1' } }) as unknown as IncomingMessage;
	const forwarded = request({
		host: 'inner',
		'x-forwarded-proto': 'https',
		'x-forwarded-host': 'evil.example, board.example',
		'x-forwarded-for': '6.6.6.6, 203.0.113.7',
	});

	it('[SERVER-15] forwarded headers count only behind a trusted proxy, and then the one it appended', () => {
		expect(factsOf(forwarded, false)).toMatchObject({ secure: false, host: 'inner', address: '10.1.1.1' });
		expect(factsOf(forwarded, true)).toMatchObject({
			secure: true,
			host: 'board.example',
			address: '203.0.113.7',
		});
		expect(factsOf(request({ 'x-forwarded-for': 'not an address' }), true).address).toBe('10.1.1.1');
	});
});

describe('what is logged of a request', () => {
	it('[SERVER-12] a route holds words of the product only', () => {
		expect(routeOf('/trpc/cases.open,session.me?input=Rossi')).toBe('/trpc/:batch');
		expect(routeOf('/trpc/cases.open?input=Rossi')).toBe('/trpc/cases.open');
		for (const made of ['Rossi', 'cases.open,Rossi', 'constructor', ''])
			expect(routeOf(`/trpc/${made}`)).toBe('/trpc/:name');
		expect(routeOf('/trpc/Rossi%20Maria')).toBe('/trpc/:name');
		expect(routeOf('/cases/3d4f?name=Rossi')).toBe('/cases/:id');
		expect(routeOf('/cases/3d4f/referral-back/17/pdf')).toBe('/cases/:id/referral-back/:id/pdf');
		expect(routeOf('/invitation/secret')).toBe('/invitation/:id');
		expect(routeOf('/Rossi')).toBe('/:id');
		expect(routeOf('/_app/immutable/x.js')).toBe('/_app');
		expect(routeOf('/')).toBe('/');
	});

	it('[SERVER-12] made-up paths cannot grow the metrics without end', () => {
		const counted = countedRoutes();
		const routes = Array.from({ length: 10_000 }, (_, i) => counted(`/${i}`));
		expect(new Set(routes).size).toBe(301);
		expect(counted('/0')).toBe('/0');
	});

	it('[SERVER-12] an error is its class and place, never its words', () => {
		const error = new TypeError('Rossi, Maria');
		expect(placeOf(error)).toMatch(/^TypeError/);
		expect(placeOf(error)).not.toContain('Rossi');
		expect(placeOf('Rossi')).toBe('string');
		const database = Object.assign(new Error('Key (name)=(Rossi)'), { code: '23505' });
		expect(placeOf(database)).toMatch(/^Error 23505/);
	});
});

describe('configuration', () => {
	it('[SERVER-16] empty is not set; everything has a default but nothing is guessed', () => {
		expect(readConfig({ PORT: '', DEMO: '' })).toMatchObject({ port: 4320, host: '127.0.0.1', demo: false });
		const behind = { DEMO: '1', TRUST_PROXY: 'true', PUBLIC_ORIGIN: 'https://board.example' };
		expect(readConfig(behind)).toMatchObject({ demo: true, trustProxy: true });
		expect(() => readConfig({ PORT: '99999' })).toThrow(/PORT/);
		expect(() => readConfig({ DEMO: 'yes please' })).toThrow(/DEMO/);
	});

	it('[SERVER-16] what would send the cookie over plain http is refused', () => {
		expect(() => readConfig({ TRUST_PROXY: '1' })).toThrow(/PUBLIC_ORIGIN/);
		for (const origin of ['http://board.example', 'ftp://board.example', 'http://127.0.0.1.example'])
			expect(() => readConfig({ PUBLIC_ORIGIN: origin })).toThrow(/PUBLIC_ORIGIN/);
		expect(readConfig({ PUBLIC_ORIGIN: 'http://localhost:4320' }).publicOrigin).toBe('http://localhost:4320');
	});
});
