import { refusalCodes, refused } from '@consilium/board';
import { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ApiContext } from './context.ts';
import { errorOf, refusalIn, valueOf } from './refusal.ts';
import { appRouter } from './router.ts';
import { transformer } from './trpc.ts';

const secret = 'Rossi, Maria 447 122 8';

/** A door behind which everything breaks, with words that must not get out. */
const brokenContext = (): ApiContext => {
	const fail = (): never => {
		throw new Error(secret);
	};
	const door = new Proxy({} as ApiContext['door'], { get: () => fail });
	return { board: new Proxy({} as ApiContext['board'], { get: fail }), door, caller: null };
};

async function ask(path: string, init?: RequestInit): Promise<{ status: number; text: string }> {
	const answer = await fetchRequestHandler({
		endpoint: '/trpc',
		router: appRouter,
		req: new Request(`http://x/trpc/${path}`, init),
		createContext: brokenContext,
	});
	return { status: answer.status, text: await answer.text() };
}

describe('refusals on the wire', () => {
	it('[API-5] every refusal code has its tRPC code, and keeps message and fields', () => {
		const codes = refusalCodes.map((code) => [code, errorOf(refused(code, 'words', { field: 'why' })).code]);
		expect(Object.fromEntries(codes)).toEqual({
			'not-found': 'NOT_FOUND',
			'not-allowed': 'FORBIDDEN',
			'wrong-state': 'CONFLICT',
			stale: 'CONFLICT',
			invalid: 'BAD_REQUEST',
			incomplete: 'PRECONDITION_FAILED',
			'wrong-password': 'FORBIDDEN',
			'slow-down': 'TOO_MANY_REQUESTS',
		});
		expect(refusalIn(errorOf(refused('invalid', 'words', { field: 'why' })))).toEqual({
			code: 'invalid',
			message: 'words',
			fields: { field: 'why' },
		});
	});

	it('[API-5] a value passes, a refusal is thrown', () => {
		expect(valueOf({ ok: true, value: 7 })).toBe(7);
		expect(() => valueOf(refused('stale', 'too late'))).toThrow(TRPCError);
	});

	it('[API-5] an input that does not fit is refused by field', () => {
		const { error } = z.strictObject({ a: z.object({ b: z.string() }) }).safeParse({ a: { b: 1 } });
		const refusal = refusalIn(new TRPCError({ code: 'BAD_REQUEST', cause: error }));
		expect(refusal).toMatchObject({ code: 'invalid', fields: { 'a.b': expect.any(String) } });
	});

	it('[API-6] a bug says that something went wrong, and nothing else', async () => {
		const { status, text } = await ask('session.me');
		expect(status).toBe(500);
		expect(text).toContain('Something went wrong on the server.');
		expect(text).not.toContain('Rossi');
		expect(text).not.toMatch(/stack|\.ts|Error:/);
	});

	it('[API-6] commands are no questions: a GET changes nothing', async () => {
		const input = encodeURIComponent(JSON.stringify(transformer.serialize({ email: 'a', password: 'b' })));
		expect((await ask(`session.signIn?input=${input}`)).status).toBe(405);
		const plain = { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' };
		expect((await ask('session.signIn', plain)).status).toBe(415);
	});
});
