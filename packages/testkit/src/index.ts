export { caseLogContract, type CaseLogUnderTest } from './contracts/case-log-contract.ts';
export { fanOutContract, type FanOutUnderTest } from './contracts/fan-out-contract.ts';
export {
	bothEngines,
	freshDataDir,
	freshEmbeddedStore,
	freshPostgresStore,
	type FreshStore,
} from './fresh-store.ts';
export { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts';
export { type PostgresCluster, startPostgresCluster } from './postgres-cluster.ts';
export { realPostgres, type RealPostgres } from './postgres.ts';
export { type Scene, setScene } from './scene.ts';
export { createMemoryCaseLog, type MemoryCaseLog } from './memory-case-log.ts';
export { joinRoom, type Refusal, type RoomClient, type RoomClientOptions, until } from './sync-client.ts';
