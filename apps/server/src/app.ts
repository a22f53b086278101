import { randomUUID } from 'node:crypto';
import { createLiveBus, type Board, type LiveBus } from '@consilium/board';
import { caseShape } from '@consilium/case-model';
import { createIdentity, type Identity } from '@consilium/identity';
import { ruleSet } from '@consilium/prrt-rules';
import { createProjector, openStore, type Projector, type Store } from '@consilium/store';
import { createSyncServer, type SyncReport, type SyncServer } from '@consilium/sync';
import { createAdmission } from './admission.ts';
import type { Config } from './config.ts';
import { isLoopback } from './http/origin.ts';
import { factsOf } from './http/request-facts.ts';
import { placeOf, type Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';

/** Everything that runs in one process, wired. Listening is `http/server.ts`. */
export interface App {
	config: Config;
	log: Log;
	store: Store;
	identity: Identity;
	board: Board;
	live: LiveBus;
	sync: SyncServer;
	projector: Projector;
	metrics: Metrics;
	/** Which origins may act here. */
	originRule: { publicOrigin: string | undefined; loopback: boolean };
	/** Closes sockets, lets what is pending commit, then closes the store. */
	close(): Promise<void>;
}

async function openStoreOf({ databaseUrl, dataDir, migrations }: Config, log: Log): Promise<Store> {
	return openStore(databaseUrl === undefined ? { dataDir } : { databaseUrl }, {
		...(migrations !== undefined && { migrationsFolder: migrations }),
		onTrouble: () => log.error('store trouble'),
	});
}

function reporter(log: Log, metrics: () => Metrics): (event: SyncReport) => void {
	return (event) => {
		const code = 'code' in event ? String(event.code) : '';
		metrics().syncEvent(event.kind, code);
		if (!('error' in event)) return;
		const { kind, error, ...rest } = event;
		log.error(`sync ${kind}`, { ...rest, error: placeOf(error) });
	};
}

function createBoard(parts: Pick<App, 'store' | 'identity' | 'live' | 'sync' | 'projector'>): Board {
	const { store, identity, live, sync, projector } = parts;
	return {
		store,
		live,
		now: () => new Date(),
		newId: randomUUID,
		recheck: (scope) => sync.recheck(scope),
		projected: (grown) => projector.reach(grown.map(({ roomId, seq }) => [roomId, seq])),
		async checkPassword(personId, password) {
			const answer = await identity.checkPassword(personId, password);
			return answer === 'right' ? { ok: true } : { ok: false, why: answer };
		},
		invite: (order, tx) => identity.invite(order, tx),
	};
}

/** Opens the store and wires every room to it. Throws when the folder is in use or the database cannot be reached. */
export async function openApp(config: Config, log: Log): Promise<App> {
	const store = await openStoreOf(config, log);
	const { publicOrigin, trustProxy } = config;
	const originRule = { publicOrigin, loopback: publicOrigin === undefined && isLoopback(config.host) };
	const identity = createIdentity({
		db: store.db,
		secureCookies: publicOrigin?.startsWith('https:') ?? false,
	});
	const live = createLiveBus();
	const projector = createProjector({
		store,
		onView(caseId) {
			metrics.projected(1);
			live.publish({ caseId, kind: 'view', at: new Date() });
		},
	});
	const sync = createSyncServer({
		admission: createAdmission({ store, identity }, originRule),
		log: store.log,
		versions: { caseShape: caseShape.fingerprint, ruleSet: `${ruleSet.id}@${ruleSet.version}` },
		isSecure: (request) => factsOf(request, trustProxy).secure,
		onCommitted: (roomId, seq) => projector.notice(roomId, seq),
		report: reporter(log, () => metrics),
	});
	const metrics = createMetrics({
		sockets: () => sync.stats().sockets,
		rooms: () => sync.stats().rooms,
		projectorLag: () => projector.lag(),
	});
	const board = createBoard({ store, identity, live, sync, projector });
	await projector.catchUp();
	const close = async () => {
		await sync.close();
		await projector.close();
		await store.close();
	};
	return { config, log, store, identity, board, live, sync, projector, metrics, originRule, close };
}
