import { transformer, type AppRouter } from '@consilium/api';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';

/** A script's view of the server: a cookie jar of one cookie, an origin, and the typed API. */
export interface Client {
	api: ReturnType<typeof createTRPCClient<AppRouter>>;
	/** The `cookie` header as it would be sent now; empty when signed out. */
	cookie(): string;
	url: string;
}

export function clientOf(url: string, options: { origin?: string | null } = {}): Client {
	const { origin = url } = options;
	let cookie = '';
	const keep = (answer: Response) => {
		for (const line of answer.headers.getSetCookie()) {
			const [pair = ''] = line.split(';');
			cookie = pair.endsWith('=') ? '' : pair;
		}
	};
	const api = createTRPCClient<AppRouter>({
		links: [
			httpLink({
				url: `${url}/trpc`,
				transformer,
				async fetch(input, init) {
					const { headers: given, ...rest } = (init ?? {}) as RequestInit;
					const headers = new Headers(given);
					if (cookie !== '') headers.set('cookie', cookie);
					if (origin !== null) headers.set('origin', origin);
					const answer = await fetch(input as string | URL, { ...rest, headers });
					keep(answer);
					return answer;
				},
			}),
		],
	});
	return { api, cookie: () => cookie, url };
}

/** What a refused call says: its tRPC code and the refusal's code. Fails when the call was not refused. */
export async function refusalOf(
	call: Promise<unknown>,
): Promise<{ code: unknown; refusal: unknown; message: string }> {
	try {
		await call;
	} catch (error) {
		if (!(error instanceof TRPCClientError)) throw error;
		const data = error.data as { code?: unknown; refusal?: { code?: unknown } | null } | undefined;
		return { code: data?.code, refusal: data?.refusal?.code, message: error.message };
	}
	throw new Error('the call was not refused');
}
