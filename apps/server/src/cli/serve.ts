import { openApp, type App } from '../app.ts';
import type { Config } from '../config.ts';
import { originOf } from '../context.ts';
import { seedDemo } from '../demo/seed.ts';
import { setWorkspaceHost } from '../host.ts';
import { loadGuest } from '../http/guest.ts';
import { createHttpServer, listen } from '../http/server.ts';
import type { Log } from '../log.ts';
import { version } from '../version.ts';

/** A server that listens. */
export interface Serving {
	app: App;
	url: string;
	port: number;
	/** Stops taking requests, closes sockets so that clients come back elsewhere, flushes, closes the store. */
	stop(): Promise<void>;
}

/** Opens everything and listens. In demo mode an empty store is seeded first. */
export async function serve(config: Config, log: Log): Promise<Serving> {
	const app = await openApp(config, log);
	try {
		if (config.demo) await seedDemo(app);
		setWorkspaceHost(app, version);
		const server = createHttpServer(app, await loadGuest(config.workspaceBuild));
		const port = await listen(server, config);
		config.port = port;
		const stop = async () => {
			const closed = new Promise<void>((done) => server.close(() => done()));
			await app.close();
			server.closeAllConnections();
			await closed;
		};
		return { app, url: originOf(app), port, stop };
	} catch (error) {
		await app.close();
		throw error;
	}
}
