/** The part of npm's `compression` that is used here; its own types would bring those of a web framework along. */
declare module 'compression' {
	import type { IncomingMessage, ServerResponse } from 'node:http';

	type Filter = (request: IncomingMessage, response: ServerResponse) => boolean;
	type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

	const compression: ((options: { threshold: number; filter: Filter }) => Middleware) & { filter: Filter };
	export default compression;
}
