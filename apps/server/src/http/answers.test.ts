import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { people, startTestServer, type TestServer } from '../serving.fixture.ts';

const script = `console.log(${JSON.stringify('x'.repeat(5_000))});\n`;
const brotli = brotliCompressSync(script);

/** Answers as SvelteKit's Node adapter does: a header that promises the length, then the file, else a page. */
const handler = `
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
const client = new URL('./client', import.meta.url).pathname;
const sizes = { '/_app/a.js': ${script.length}, '/_app/a.js.br': ${brotli.length}, '/_app/b.js': ${script.length} };
export function handler(request, response) {
	const br = String(request.headers['accept-encoding']).includes('br') && request.url + '.br' in sizes;
	const file = br ? request.url + '.br' : request.url;
	if (!(file in sizes)) {
		response.writeHead(200, { 'content-type': 'text/html' });
		for (let part = 0; part < 50; part += 1) response.write('<p>page</p>'.repeat(50));
		response.end();
		return;
	}
	const headers = { 'content-type': 'text/javascript', 'content-length': sizes[file] };
	response.writeHead(200, br ? { ...headers, 'content-encoding': 'br' } : headers);
	pipeline(createReadStream(client + file), response, () => {});
}
`;

let server: TestServer;
let build: string;
let cookie: string;

const inApp = (name: string) => join(build, 'client', '_app', name);

function layOut(): void {
	mkdirSync(join(build, 'client', '_app'), { recursive: true });
	writeFileSync(join(build, 'handler.js'), handler);
	writeFileSync(inApp('a.js'), script);
	writeFileSync(inApp('a.js.br'), brotli);
	writeFileSync(inApp('b.js'), script);
}

beforeAll(async () => {
	build = mkdtempSync(join(tmpdir(), 'consilium-test-build-'));
	layOut();
	server = await startTestServer({ WORKSPACE_BUILD: build });
	cookie = (await server.as(people.oncologist)).cookie();
}, 60_000);

beforeEach(layOut);

afterAll(async () => {
	await server.remove();
	rmSync(build, { recursive: true, force: true });
});

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

function ask(path: string, encoding?: string): Promise<Answer> {
	const headers = { cookie, ...(encoding !== undefined && { 'accept-encoding': encoding }) };
	return new Promise((done, fail) => {
		const asked = request(`${server.url}${path}`, { headers }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('error', fail);
			answer.on('end', () =>
				done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
			);
		});
		asked.on('error', fail);
		asked.end();
	});
}

/** Headers and first bytes of a stream that does not end by itself. */
function beginning(path: string): Promise<{ headers: IncomingHttpHeaders; first: string }> {
	return new Promise((done, fail) => {
		const headers = { cookie, accept: 'text/event-stream', 'accept-encoding': 'gzip, br' };
		const asked = request(`${server.url}${path}`, { headers }, (answer) => {
			answer.once('data', (part: Buffer) => {
				done({ headers: answer.headers, first: part.toString('utf8') });
				asked.destroy();
			});
		});
		asked.on('error', fail);
		asked.end();
	});
}

describe('compression of answers', () => {
	it('[SERVER-18] an answer of the API is compressed as the client accepts, and is the same answer', async () => {
		const [plain, gzip, br] = await Promise.all([
			ask('/trpc/cases.list'),
			ask('/trpc/cases.list', 'gzip'),
			ask('/trpc/cases.list', 'gzip, deflate, br'),
		]);
		expect(plain.headers['content-encoding']).toBeUndefined();
		expect([gzip.headers['content-encoding'], br.headers['content-encoding']]).toEqual(['gzip', 'br']);
		expect(gunzipSync(gzip.body)).toEqual(plain.body);
		expect(brotliDecompressSync(br.body)).toEqual(plain.body);
		expect(br.body.length).toBeLessThan(plain.body.length / 2);
		expect(br.headers.vary).toMatch(/accept-encoding/i);
	});

	it('[SERVER-18] a page is compressed although its length is not known', async () => {
		const page = await ask('/', 'br');
		expect(page.headers['content-encoding']).toBe('br');
		expect(brotliDecompressSync(page.body).toString()).toBe('<p>page</p>'.repeat(2_500));
	});

	it('[SERVER-18] a short answer stays as it is', async () => {
		const live = await ask('/live', 'gzip, br');
		expect(live.status).toBe(200);
		expect(live.headers['content-encoding']).toBeUndefined();
	});

	it('[SERVER-18] a file that was compressed when it was built is sent as built', async () => {
		const file = await ask('/_app/a.js', 'gzip, br');
		expect(file.headers['content-encoding']).toBe('br');
		expect(file.body).toEqual(brotli);
	});

	it('[SERVER-18] live events are never compressed, and the first one leaves at once', async () => {
		const { headers, first } = await beginning('/trpc/live.mine');
		expect(headers['content-type']).toMatch(/^text\/event-stream/);
		expect(headers['content-encoding']).toBeUndefined();
		expect(first).toContain('event: connected');
	});
});

describe('a build that is replaced under a running server', () => {
	it('[SERVER-19] a file that is gone or has another length is refused in words, and pages still answer', async () => {
		rmSync(inApp('a.js'));
		writeFileSync(inApp('b.js'), 'of another build');
		for (const path of ['/_app/a.js', '/_app/b.js?v=1']) {
			const { status, headers, body } = await ask(path, 'gzip, br');
			expect([status, headers['cache-control']]).toEqual([404, 'no-store']);
			expect(body.toString()).toContain('Reload the page');
		}
		expect((await ask('/', 'br')).status).toBe(200);
	});

	it('[SERVER-19] with its encoded form gone, the file itself is sent', async () => {
		rmSync(inApp('a.js.br'));
		const file = await ask('/_app/a.js', 'br');
		expect([file.status, file.body.toString()]).toEqual([200, script]);
	});
});
