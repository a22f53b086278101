import type { AppRouter } from '@consilium/api';
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink } from '@trpc/client';
import { parse, stringify } from 'devalue';
import { sessionLink } from './session-link.ts';

/** How values travel: devalue text, which carries Date, Map, Set and undefined and never runs code. */
export const transformer = { serialize: stringify, deserialize: parse };

/** The browser's road to the server's commands and questions. Rejections: read them with `refusalOf`. */
export const api = createTRPCClient<AppRouter>({
	links: [
		sessionLink,
		splitLink({
			condition: (operation) => operation.type === 'subscription',
			true: httpSubscriptionLink({ url: '/trpc', transformer }),
			false: httpBatchLink({ url: '/trpc', transformer, maxURLLength: 2000, maxItems: 12 }),
		}),
	],
});
