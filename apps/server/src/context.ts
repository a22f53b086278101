import type { ApiContext } from '@consilium/api';
import type { App } from './app.ts';
import { createDoor, whoAsks, type DoorParts, type DoorRequest } from './door.ts';

/** Where people reach this server, for links that are given to them. */
export function originOf({ config }: Pick<App, 'config'>): string {
	return (
		config.publicOrigin ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${config.port}`
	);
}

/** Who asks and what they may use, for one request. */
export async function contextFor(app: App, request: DoorRequest): Promise<ApiContext> {
	const { board, identity, store, config, sync } = app;
	const parts: DoorParts = {
		db: store.db,
		identity,
		demo: config.demo,
		origin: originOf(app),
		recheck: (scope) => sync.recheck(scope),
	};
	const caller = await whoAsks(parts, request);
	return { board, door: createDoor(parts, request, caller), caller };
}
